"""Who may give the command."""

from typing import Final

from mithaq.http import Text, Texts, Words

ACCESS: Final[Texts] = {
    "office-only": Text(
        fr=Words(
            "Réservé à l'administration centrale",
            "Seuls les services du ministère enregistrent, vérifient, suspendent et rétablissent "
            "un organisme.",
            "Adressez votre demande au ministère, ou connectez-vous avec un compte qui a ce rôle.",
        ),
        ar=Words(
            "مقصور على الإدارة المركزية",
            "مصالح الوزارة وحدها تسجّل المؤسسات وتتحقق منها وتعلّق عضويتها وتعيدها.",
            "وجّهوا طلبكم إلى الوزارة أو سجّلوا الدخول بحساب له هذا الدور.",
        ),
        en=Words(
            "For the ministry's office",
            "Only the ministry's office registers, verifies, suspends and reinstates an "
            "organisation.",
            "Send your request to the ministry, or sign in with an account that has this role.",
        ),
    ),
    "own-partner-only": Text(
        fr=Words(
            "Réservé à l'organisme lui-même",
            "Un organisme désigne lui-même ses représentants et donne lui-même ses mandats.",
            "Demandez à une personne de cet organisme de le faire depuis son compte partenaire.",
        ),
        ar=Words(
            "مقصور على المؤسسة نفسها",
            "كل مؤسسة تعيّن ممثليها وتمنح تفويضاتها بنفسها.",
            "اطلبوا من شخص ينتمي إلى هذه المؤسسة القيام بذلك من حسابه كشريك.",
        ),
        en=Words(
            "For the organisation itself",
            "An organisation names its own representatives and grants its own mandates.",
            "Ask someone of that organisation to do it from their partner account.",
        ),
    ),
    "registrar-may-not-verify": Text(
        fr=Words(
            "Séparation des tâches",
            "La personne qui a enregistré un organisme ne peut pas le vérifier.",
            "Demandez à un collègue habilité de vérifier cet organisme.",
        ),
        ar=Words(
            "الفصل بين المهام",
            "لا يمكن لمن سجّل المؤسسة أن يتولى التحقق منها.",
            "اطلبوا من زميل مؤهل التحقق من هذه المؤسسة.",
        ),
        en=Words(
            "Separation of duties",
            "The person who registered an organisation may not verify it.",
            "Ask an entitled colleague to verify this organisation.",
        ),
    ),
}
