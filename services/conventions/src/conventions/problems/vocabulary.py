"""What the closed lists of the contract are called in French, Arabic and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mithaq.http import Language

from conventions.domain.articles import TEMPLATES
from conventions.problems.operations import OPERATIONS


@dataclass(frozen=True, slots=True)
class Term:
    fr: str
    ar: str
    en: str

    def in_(self, language: Language) -> str:
        return {"fr": self.fr, "ar": self.ar, "en": self.en}[language]


_STATES: Final = {
    "draft": Term("brouillon", "مسودة", "draft"),
    "proposed": Term("proposée", "مقترحة", "proposed"),
    "in_negotiation": Term("en négociation", "قيد التفاوض", "in negotiation"),
    "text_agreed": Term("texte arrêté", "نصها معتمد", "text agreed"),
    "pending_approvals": Term("en approbation", "في انتظار التأشيرات", "pending approvals"),
    "ready_to_sign": Term("prête à signer", "جاهزة للتوقيع", "ready to sign"),
    "partially_signed": Term("signée en partie", "موقّعة جزئيا", "partially signed"),
    "signed": Term("signée", "موقّعة", "signed"),
    "in_force": Term("en vigueur", "سارية المفعول", "in force"),
    "suspended": Term("suspendue", "معلّقة", "suspended"),
    "completed": Term("achevée", "منجزة", "completed"),
    "withdrawn": Term("retirée", "مسحوبة", "withdrawn"),
    "rejected": Term("refusée", "مرفوضة", "rejected"),
}
_AMENDMENT_STATES: Final = {
    "negotiation": Term("en négociation", "قيد التفاوض", "in negotiation"),
    "text_agreed": Term("texte arrêté", "نصه معتمد", "text agreed"),
    "signed": Term("signé", "موقّع", "signed"),
    "effective": Term("entré en vigueur", "ساري المفعول", "in effect"),
    "withdrawn": Term("retiré", "مسحوب", "withdrawn"),
}
_CAPACITIES: Final = {
    "office": Term("service gestionnaire du ministère", "مصالح الوزارة", "ministry's office"),
    "lead": Term("chef de file", "المنسّق", "lead party"),
    "drafter": Term("organisme qui a rédigé le projet", "الجهة المقترِحة", "drafting body"),
    "funder": Term("partie qui apporte la contribution", "الطرف المساهم", "contributing party"),
    "owner": Term("maître d'ouvrage", "صاحب المشروع", "project owner"),
    "signatory": Term("partie signataire", "طرف موقّع", "signing party"),
    "party": Term("partie", "طرف", "party"),
    "approver": Term("organisme dont le visa est demandé", "الجهة المطلوبة تأشيرتها", "approver"),
    "controller": Term("contrôleur financier", "المراقب المالي", "financial controller"),
    "accountant": Term("comptable public", "المحاسب العمومي", "public accountant"),
}
_STEPS: Final = {
    "planned": Term("planification", "البرمجة", "planning"),
    "called": Term("appel de fonds", "طلب الأموال", "call for funds"),
    "committed": Term("engagement", "الالتزام", "commitment"),
    "visaed": Term("visa", "التأشير", "visa"),
    "ordered": Term("ordonnancement", "الأمر بالدفع", "payment order"),
    "paid": Term("paiement", "الأداء", "payment"),
    "justified": Term("justification", "التبرير", "justification"),
    "cancelled": Term("annulation", "الإلغاء", "cancellation"),
    "approval": Term("visa du texte", "التأشير على النص", "approval of the text"),
    "overpayment": Term("règlement d'un trop-versé", "تسوية أداء زائد", "overpayment to settle"),
    "tranche": Term("aucune tranche en cours", "لا شطر جار", "no running tranche"),
}
_DUTIES: Final = {
    "commit": Term("engager la dépense", "الالتزام بالنفقة", "commit the expense"),
    "visa": Term("viser l'engagement", "التأشير على الالتزام", "visa the commitment"),
    "order": Term("ordonnancer le paiement", "الأمر بالدفع", "order the payment"),
    "pay": Term("payer", "الأداء", "pay it"),
}
_APPROVALS: Final = {
    "council_deliberation": Term("délibération du conseil", "مداولة المجلس", "council's vote"),
    "financial_control": Term("contrôle financier", "المراقبة المالية", "financial control"),
    "interior": Term("ministère de l'Intérieur", "وزارة الداخلية", "Ministry of the Interior"),
    "finance": Term("ministère des Finances", "وزارة المالية", "Ministry of Finance"),
}
_STANCES: Final = {
    "accept": Term("accord", "قبول", "accept"),
    "amend": Term("à modifier", "تعديل", "amend"),
    "reserve": Term("réserve", "تحفظ", "reserve"),
}
_NATURES: Final = {
    "cash": Term("en numéraire", "مساهمة نقدية", "cash"),
    "in_kind": Term("en nature", "مساهمة عينية", "in kind"),
    "land": Term("apport foncier", "مساهمة عقارية", "land"),
}
_CONDITIONS: Final = {
    "in-force": Term(
        "convention en vigueur au jour de l'appel (entrée en vigueur : {in_force_on:day})",
        "سريان الاتفاقية يوم الطلب (الدخول حيز التنفيذ: {in_force_on:day})",
        "convention in force on the day of the call (in force since: {in_force_on:day})",
    ),
    "not-suspended": Term(
        "convention non suspendue", "عدم تعليق الاتفاقية", "convention not suspended"
    ),
    "fully-planned": Term(
        "contribution planifiée en entier (écart {unplanned:dh} DH)",
        "برمجة المساهمة كلها في أشطر (الفرق {unplanned:dh} درهم)",
        "contribution wholly planned (MAD {unplanned:dh} of difference)",
    ),
    "previous-justified": Term(
        "tranche précédente « {previous} » justifiée à {justified_before} % (atteint : "
        "{justified} %)",
        "تبرير الشطر السابق «{previous}» بنسبة {justified_before}% (المحقق {justified}%)",
        "previous tranche “{previous}” justified at {justified_before} % (now {justified} %)",
    ),
    "progress-reached": Term(
        "avancement physique de « {action} » à {progress_at_least} % (constaté : {progress} %)",
        "بلوغ تقدم الأشغال في «{action}» نسبة {progress_at_least}% (المعاين {progress}%)",
        "physical progress of “{action}” at {progress_at_least} % (seen: {progress} %)",
    ),
    "documents-deposited": Term(
        "pièces déposées (manquent : {documents})",
        "إيداع الوثائق (الناقص: {documents})",
        "documents deposited (missing: {documents})",
    ),
    "no-overpayment": Term(
        "trop-versé de « {overpaid} » réglé",
        "تسوية الأداء الزائد للشطر «{overpaid}»",
        "overpayment of “{overpaid}” settled",
    ),
}
_ARTICLES: Final = {
    each.article: Term(
        f"{each.heading_fr} ({each.article})", f"{each.heading_ar} ({each.article})", each.article
    )
    for template in TEMPLATES.values()
    for each in template
}
_COMMANDS: Final = {name: Term(*said) for name, said in OPERATIONS.items()}

SPOKEN: Final[Mapping[str, Mapping[str, Term]]] = {
    "state": _STATES,
    "amendment_state": _AMENDMENT_STATES,
    "capacity": _CAPACITIES,
    "step": _STEPS,
    "duty": _DUTIES,
    "approval": _APPROVALS,
    "stance": _STANCES,
    "nature": _NATURES,
    "condition": _CONDITIONS,
    "article": _ARTICLES,
    "command": _COMMANDS,
}
