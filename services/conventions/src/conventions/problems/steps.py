"""The steps of a tranche's money (rule 4)."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

STEPS: Final[Texts] = {
    "step-exceeded": Text(
        fr=Words(
            "Étape dépassée",
            "Tranche « {tranche} » : {asked:dh} DH demandés, {done:dh} DH déjà faits, limite "
            "{bound:dh} DH, {left:dh} DH possibles.",
            "Réduisez le montant.",
        ),
        ar=Words(
            "تجاوز المرحلة",
            "الشطر «{tranche}»: المطلوب {asked:dh} درهم، والمنجز {done:dh} درهم، والحد {bound:dh} "
            "درهم، والممكن {left:dh} درهم.",
            "خفّضوا المبلغ.",
        ),
        en=Words(
            "Step exceeded",
            "Tranche “{tranche}”: MAD {asked:dh} asked, MAD {done:dh} done, bound MAD {bound:dh}, "
            "MAD {left:dh} possible.",
            "Reduce the amount.",
        ),
    ),
    "call-exceeds-tranche": Text(
        fr=Words(
            "Appel au-delà de la tranche",
            "Tranche « {tranche} » : {asked:dh} DH demandés, {done:dh} DH déjà faits, limite "
            "{bound:dh} DH, {left:dh} DH possibles.",
            "Réduisez l'appel, ou relevez la contribution par avenant.",
        ),
        ar=Words(
            "طلب يتجاوز الشطر",
            "الشطر «{tranche}»: المطلوب {asked:dh} درهم، والمنجز {done:dh} درهم، والحد {bound:dh} "
            "درهم، والممكن {left:dh} درهم.",
            "خفّضوا الطلب، أو ارفعوا المساهمة بملحق تعديلي.",
        ),
        en=Words(
            "Call exceeds the tranche",
            "Tranche “{tranche}”: MAD {asked:dh} asked, MAD {done:dh} done, bound MAD {bound:dh}, "
            "MAD {left:dh} possible.",
            "Reduce the call, or raise the contribution by an amendment.",
        ),
    ),
    "commitment-exceeds-call": Text(
        fr=Words(
            "Engagement au-delà de l'appel",
            "Tranche « {tranche} » : {asked:dh} DH demandés, {done:dh} DH déjà faits, limite "
            "{bound:dh} DH, {left:dh} DH possibles.",
            "Appelez d'abord les fonds, ou réduisez l'engagement.",
        ),
        ar=Words(
            "التزام يتجاوز الطلب",
            "الشطر «{tranche}»: المطلوب {asked:dh} درهم، والمنجز {done:dh} درهم، والحد {bound:dh} "
            "درهم، والممكن {left:dh} درهم.",
            "اطلبوا الأموال أولا، أو خفّضوا الالتزام.",
        ),
        en=Words(
            "Commitment exceeds the call",
            "Tranche “{tranche}”: MAD {asked:dh} asked, MAD {done:dh} done, bound MAD {bound:dh}, "
            "MAD {left:dh} possible.",
            "Call the funds first, or reduce the commitment.",
        ),
    ),
    "visa-exceeds-commitment": Text(
        fr=Words(
            "Visa au-delà de l'engagement",
            "Tranche « {tranche} » : {asked:dh} DH demandés, {done:dh} DH déjà faits, limite "
            "{bound:dh} DH, {left:dh} DH possibles.",
            "Faites engager d'abord, ou réduisez le visa.",
        ),
        ar=Words(
            "تأشيرة تتجاوز الالتزام",
            "الشطر «{tranche}»: المطلوب {asked:dh} درهم، والمنجز {done:dh} درهم، والحد {bound:dh} "
            "درهم، والممكن {left:dh} درهم.",
            "يلزم الالتزام أولا، أو خفّضوا التأشيرة.",
        ),
        en=Words(
            "Visa exceeds the commitment",
            "Tranche “{tranche}”: MAD {asked:dh} asked, MAD {done:dh} done, bound MAD {bound:dh}, "
            "MAD {left:dh} possible.",
            "Have it committed first, or reduce the visa.",
        ),
    ),
    "order-exceeds-visa": Text(
        fr=Words(
            "Ordonnancement au-delà du visa",
            "Tranche « {tranche} » : {asked:dh} DH demandés, {done:dh} DH déjà faits, limite "
            "{bound:dh} DH, {left:dh} DH possibles.",
            "Faites viser d'abord, ou réduisez l'ordre.",
        ),
        ar=Words(
            "أمر بالدفع يتجاوز التأشيرة",
            "الشطر «{tranche}»: المطلوب {asked:dh} درهم، والمنجز {done:dh} درهم، والحد {bound:dh} "
            "درهم، والممكن {left:dh} درهم.",
            "يلزم التأشير أولا، أو خفّضوا الأمر.",
        ),
        en=Words(
            "Order exceeds the visa",
            "Tranche “{tranche}”: MAD {asked:dh} asked, MAD {done:dh} done, bound MAD {bound:dh}, "
            "MAD {left:dh} possible.",
            "Have it visaed first, or reduce the order.",
        ),
    ),
    "overpayment": Text(
        fr=Words(
            "Paiement au-delà de l'ordre",
            "Tranche « {tranche} » : {asked:dh} DH demandés, {done:dh} DH déjà faits, limite "
            "{bound:dh} DH, {left:dh} DH possibles.",
            "Réduisez le paiement ; un versement déjà parti se déclare comme paiement constaté.",
        ),
        ar=Words(
            "أداء يتجاوز الأمر بالدفع",
            "الشطر «{tranche}»: المطلوب {asked:dh} درهم، والمنجز {done:dh} درهم، والحد {bound:dh} "
            "درهم، والممكن {left:dh} درهم.",
            "خفّضوا الأداء؛ أما الدفعة التي خرجت فعلا فيُصرَّح بها كأداء معايَن.",
        ),
        en=Words(
            "Payment exceeds the order",
            "Tranche “{tranche}”: MAD {asked:dh} asked, MAD {done:dh} done, bound MAD {bound:dh}, "
            "MAD {left:dh} possible.",
            "Reduce the payment; money that already left is reported as an external payment.",
        ),
    ),
    "justification-exceeds-payment": Text(
        fr=Words(
            "Justification au-delà du paiement",
            "Tranche « {tranche} » : {asked:dh} DH demandés, {done:dh} DH déjà faits, limite "
            "{bound:dh} DH, {left:dh} DH possibles.",
            "Ne justifiez que ce qui est payé.",
        ),
        ar=Words(
            "تبرير يتجاوز الأداء",
            "الشطر «{tranche}»: المطلوب {asked:dh} درهم، والمنجز {done:dh} درهم، والحد {bound:dh} "
            "درهم، والممكن {left:dh} درهم.",
            "لا تبرّروا إلا ما أُدّي.",
        ),
        en=Words(
            "Justification exceeds the payment",
            "Tranche “{tranche}”: MAD {asked:dh} asked, MAD {done:dh} done, bound MAD {bound:dh}, "
            "MAD {left:dh} possible.",
            "Justify only what is paid.",
        ),
    ),
}
