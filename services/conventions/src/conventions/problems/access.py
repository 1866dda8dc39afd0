"""Who may ask, and when."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

ACCESS: Final[Texts] = {
    "command-closed": Text(
        fr=Words(
            "Commande fermée",
            "La commande {command} n'est pas ouverte à l'état « {state} » de la convention.",
            "Consultez les commandes ouvertes de la convention, ou amenez-la d'abord à "
            "l'état voulu.",
        ),
        ar=Words(
            "الأمر غير متاح",
            "الأمر {command} غير متاح والاتفاقية في الحالة «{state}».",
            "راجعوا الأوامر المتاحة لهذه الاتفاقية، أو انقلوها أولا إلى الحالة المطلوبة.",
        ),
        en=Words(
            "Command closed",
            "The command {command} is not open while the convention is in state “{state}”.",
            "Look at the convention's open commands, or bring it to the needed state first.",
        ),
    ),
    "capacity-refused": Text(
        fr=Words(
            "Qualité insuffisante",
            "La commande {command} se donne en qualité de : {needed}. Vous n'en avez aucune ici.",
            "Demandez à une personne qui a l'une de ces qualités de le faire.",
        ),
        ar=Words(
            "الصفة غير كافية",
            "يُعطى الأمر {command} بإحدى الصفات التالية: {needed}، وليست لكم أي منها هنا.",
            "اطلبوا من شخص له إحدى هذه الصفات القيام بذلك.",
        ),
        en=Words(
            "Not in that capacity",
            "The command {command} is given as: {needed}. You are none of these here.",
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
            "Le visa « {kind} » a été demandé à : {body}.",
            "Laissez cet organisme répondre ; si l'erreur est dans la demande, rouvrez le texte.",
        ),
        ar=Words(
            "التأشيرة مطلوبة من جهة أخرى",
            "التأشيرة «{kind}» مطلوبة من: {body}.",
            "اتركوا لهذه الجهة أن تجيب، وإن كان الخطأ في الطلب فأعيدوا فتح النص.",
        ),
        en=Words(
            "Visa asked from another body",
            "The visa “{kind}” was asked from: {body}.",
            "Let that body answer; if the request itself is wrong, reopen the text.",
        ),
    ),
    "caller-without-organisation": Text(
        fr=Words(
            "Organisme absent",
            "Votre compte n'est rattaché à aucun organisme ; cette commande se donne au nom "
            "d'un organisme.",
            "Faites rattacher votre compte à votre organisme, puis reconnectez-vous.",
        ),
        ar=Words(
            "لا مؤسسة",
            "حسابكم غير مرتبط بأي مؤسسة، وهذا الأمر يُعطى باسم مؤسسة.",
            "اطلبوا ربط حسابكم بمؤسستكم ثم سجّلوا الدخول من جديد.",
        ),
        en=Words(
            "No organisation",
            "Your account belongs to no organisation; this command is given on behalf of one.",
            "Have your account attached to your organisation, then sign in again.",
        ),
    ),
    "duties-not-separated": Text(
        fr=Words(
            "Fonctions à séparer",
            "La même personne a déjà fait « {done} » sur cette tranche : elle ne peut pas y "
            "faire « {asked} ».",
            "Faites intervenir une autre personne habilitée.",
        ),
        ar=Words(
            "وجوب الفصل بين المهام",
            "سبق للشخص نفسه أن قام بـ«{done}» في هذا الشطر، فلا يمكنه القيام بـ«{asked}».",
            "اعهدوا بذلك إلى شخص آخر مخوّل.",
        ),
        en=Words(
            "Duties must be separated",
            "The same person already did “{done}” on this tranche and cannot do “{asked}” on it.",
            "Have another authorised person do it.",
        ),
    ),
    "date-in-future": Text(
        fr=Words(
            "Date future",
            "Le {date} n'est pas encore venu (nous sommes le {today}).",
            "Donnez la date du jour ou une date passée ; sinon attendez ce jour.",
        ),
        ar=Words(
            "تاريخ لم يحن بعد",
            "لم يحن {date} بعد (اليوم {today}).",
            "أدخلوا تاريخ اليوم أو تاريخا سابقا، وإلا فانتظروا ذلك اليوم.",
        ),
        en=Words(
            "Date in the future",
            "{date} has not come yet (today is {today}).",
            "Give today's or an earlier date, or wait until that day.",
        ),
    ),
    "reason-missing": Text(
        fr=Words(
            "Motif absent",
            "Cette commande doit dire pourquoi.",
            "Ajoutez un motif.",
        ),
        ar=Words(
            "السبب غير مذكور",
            "يجب أن يبيّن هذا الأمر سببه.",
            "أضيفوا السبب.",
        ),
        en=Words(
            "Reason missing",
            "This command has to say why.",
            "Add a reason.",
        ),
    ),
}
