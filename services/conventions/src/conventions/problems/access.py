"""Who may ask, and when."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

ACCESS: Final[Texts] = {
    "command-closed": Text(
        fr=Words(
            "Opération fermée",
            "« {command:command} » n'est pas possible : la convention est à l'état « "
            "{state:state} ».",
            "Consultez les opérations ouvertes de la convention, ou amenez-la d'abord à "
            "l'état voulu.",
        ),
        ar=Words(
            "العملية غير متاحة",
            "العملية «{command:command}» غير متاحة، فحالة الاتفاقية: {state:state}.",
            "راجعوا العمليات المتاحة لهذه الاتفاقية، أو انقلوها أولا إلى الحالة المطلوبة.",
        ),
        en=Words(
            "Command closed",
            "It is not possible to {command:command}: the convention's state is “{state:state}”.",
            "Look at the convention's open commands, or bring it to the needed state first.",
        ),
    ),
    "capacity-refused": Text(
        fr=Words(
            "Qualité insuffisante",
            "« {command:command} » revient à : {needed:capacity}. Vous n'avez ici aucune de ces "
            "qualités.",
            "Demandez à une personne qui a l'une de ces qualités de le faire.",
        ),
        ar=Words(
            "الصفة غير كافية",
            "العملية «{command:command}» من اختصاص: {needed:capacity}. وليست لكم هنا أي من هذه "
            "الصفات.",
            "اطلبوا من شخص له إحدى هذه الصفات القيام بذلك.",
        ),
        en=Words(
            "Not in that capacity",
            "To {command:command} takes one of: {needed:capacity}. You are none of these here.",
            "Ask someone who has one of these capacities to do it.",
        ),
    ),
    "not-the-funder": Text(
        fr=Words(
            "Contribution d'un autre organisme",
            "Cet argent est promis par « {funder} » : lui seul, ou qui le sert, peut agir dessus.",
            "Faites agir cet organisme, ou choisissez une contribution du vôtre.",
        ),
        ar=Words(
            "مساهمة مؤسسة أخرى",
            "هذا المبلغ تعهدت به «{funder}»، ولا يتصرف فيه إلا هي أو من يعمل لها.",
            "اطلبوا من هذه المؤسسة القيام بالعملية، أو اختاروا مساهمة لمؤسستكم.",
        ),
        en=Words(
            "Another organisation's money",
            "This money is promised by “{funder}”: only it, or who serves it, may act on it.",
            "Have that organisation act, or choose a contribution of your own.",
        ),
    ),
    "not-the-approver": Text(
        fr=Words(
            "Visa demandé à un autre",
            "Le visa « {kind:approval} » a été demandé à : {body:capacity}.",
            "Laissez cet organisme répondre ; si l'erreur est dans la demande, rouvrez le texte.",
        ),
        ar=Words(
            "التأشيرة مطلوبة من جهة أخرى",
            "التأشيرة «{kind:approval}» مطلوبة من: {body:capacity}.",
            "اتركوا لهذه الجهة أن تجيب، وإن كان الخطأ في الطلب فأعيدوا فتح النص.",
        ),
        en=Words(
            "Visa asked from another body",
            "The visa “{kind:approval}” was asked from: {body:capacity}.",
            "Let that body answer; if the request itself is wrong, reopen the text.",
        ),
    ),
    "caller-without-organisation": Text(
        fr=Words(
            "Organisme absent",
            "Votre compte n'est rattaché à aucun organisme ; cette opération se fait au nom "
            "d'un organisme.",
            "Faites rattacher votre compte à votre organisme, puis reconnectez-vous.",
        ),
        ar=Words(
            "لا مؤسسة",
            "حسابكم غير مرتبط بأي مؤسسة، وهذه العملية تتم باسم مؤسسة.",
            "اطلبوا ربط حسابكم بمؤسستكم ثم سجّلوا الدخول من جديد.",
        ),
        en=Words(
            "No organisation",
            "Your account belongs to no organisation; this command is given on behalf of one.",
            "Have your account attached to your organisation, then sign in again.",
        ),
    ),
    "date-in-future": Text(
        fr=Words(
            "Date future",
            "Le {date:day} n'est pas encore venu (nous sommes le {today:day}).",
            "Donnez la date du jour ou une date passée ; sinon attendez ce jour.",
        ),
        ar=Words(
            "تاريخ لم يحن بعد",
            "لم يحن {date:day} بعد (اليوم {today:day}).",
            "أدخلوا تاريخ اليوم أو تاريخا سابقا، وإلا فانتظروا ذلك اليوم.",
        ),
        en=Words(
            "Date in the future",
            "{date:day} has not come yet (today is {today:day}).",
            "Give today's or an earlier date, or wait until that day.",
        ),
    ),
    "reason-missing": Text(
        fr=Words(
            "Motif absent",
            "Il faut dire pourquoi.",
            "Ajoutez un motif.",
        ),
        ar=Words(
            "السبب غير مذكور",
            "يجب بيان السبب.",
            "أضيفوا السبب.",
        ),
        en=Words(
            "Reason missing",
            "This command has to say why.",
            "Add a reason.",
        ),
    ),
}
