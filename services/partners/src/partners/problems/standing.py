"""What an organisation's standing allows."""

from typing import Final

from mithaq.http import Text, Texts, Words

STANDING: Final[Texts] = {
    "organisation-already-verified": Text(
        fr=Words(
            "Organisme déjà vérifié",
            "La vérification de cet organisme a déjà été faite.",
            "Il n'y a rien à faire ; relisez l'organisme pour voir son état.",
        ),
        ar=Words(
            "سبق التحقق من المؤسسة",
            "جرى التحقق من هذه المؤسسة من قبل.",
            "لا حاجة إلى أي إجراء؛ راجعوا وضعية المؤسسة.",
        ),
        en=Words(
            "Organisation already verified",
            "This organisation has been verified before.",
            "Nothing is left to do; read the organisation again to see its state.",
        ),
    ),
    "organisation-not-verified": Text(
        fr=Words(
            "Organisme non vérifié",
            "Cet organisme n'est pas encore vérifié : il ne peut ni donner de mandat ni être "
            "suspendu.",
            "Demandez au ministère de vérifier l'organisme, puis recommencez.",
        ),
        ar=Words(
            "لم يتم التحقق من المؤسسة",
            "لم يتم بعد التحقق من هذه المؤسسة، فلا يمكنها منح تفويض ولا يمكن تعليقها.",
            "اطلبوا من الوزارة التحقق من المؤسسة ثم أعيدوا المحاولة.",
        ),
        en=Words(
            "Organisation not verified",
            "This organisation is not verified yet: it can neither grant a mandate nor be "
            "suspended.",
            "Ask the ministry to verify the organisation, then try again.",
        ),
    ),
    "organisation-suspended": Text(
        fr=Words(
            "Organisme suspendu",
            "Cet organisme est suspendu : il ne désigne personne et ne donne aucun mandat.",
            "Demandez au ministère de le rétablir ; révoquer un mandat reste possible.",
        ),
        ar=Words(
            "المؤسسة معلّقة",
            "هذه المؤسسة معلّقة، فلا تعيّن ممثلا ولا تمنح تفويضا.",
            "اطلبوا من الوزارة رفع التعليق؛ ويبقى إلغاء التفويض ممكنا.",
        ),
        en=Words(
            "Organisation suspended",
            "This organisation is suspended: it names nobody and grants no mandate.",
            "Ask the ministry to reinstate it; a mandate can still be revoked.",
        ),
    ),
    "organisation-not-suspended": Text(
        fr=Words(
            "Organisme non suspendu",
            "Seul un organisme suspendu peut être rétabli ; celui-ci ne l'est pas.",
            "Il n'y a rien à faire ; relisez l'organisme pour voir son état.",
        ),
        ar=Words(
            "المؤسسة غير معلّقة",
            "لا ترفع حالة التعليق إلا عن مؤسسة معلّقة، وهذه ليست كذلك.",
            "لا حاجة إلى أي إجراء؛ راجعوا وضعية المؤسسة.",
        ),
        en=Words(
            "Organisation not suspended",
            "Only a suspended organisation can be reinstated; this one is not.",
            "Nothing is left to do; read the organisation again to see its state.",
        ),
    ),
}
