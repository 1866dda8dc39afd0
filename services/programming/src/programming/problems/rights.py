"""What is not there, and what is not the caller's to do."""

from typing import Final

from mithaq.http import Text, Texts, Words

RIGHTS: Final[Texts] = {
    "programme-unknown": Text(
        fr=Words(
            "Programme introuvable",
            "Aucun programme ne porte l'identifiant {id}.",
            "Cherchez-le dans la liste des programmes, ou ouvrez-en un.",
        ),
        ar=Words(
            "برنامج غير موجود",
            "لا يحمل أي برنامج المعرّف {id}.",
            "ابحثوا عنه في لائحة البرامج أو افتحوا برنامجا جديدا.",
        ),
        en=Words(
            "No such programme",
            "No programme has the id {id}.",
            "Look for it in the list of programmes, or open one.",
        ),
    ),
    "project-unknown": Text(
        fr=Words(
            "Projet introuvable",
            "Aucun projet ne porte l'identifiant {id}.",
            "Cherchez-le dans la liste des projets, ou proposez-le.",
        ),
        ar=Words(
            "مشروع غير موجود",
            "لا يحمل أي مشروع المعرّف {id}.",
            "ابحثوا عنه في لائحة المشاريع أو اقترحوه.",
        ),
        en=Words(
            "No such project",
            "No project has the id {id}.",
            "Look for it in the list of projects, or propose it.",
        ),
    ),
    "office-only": Text(
        fr=Words(
            "Réservé à l'administration",
            "Ouvrir un programme et y placer un projet revient à l'administration centrale.",
            "Demandez-le à votre interlocuteur au ministère.",
        ),
        ar=Words(
            "خاص بالإدارة",
            "فتح البرامج وإدراج المشاريع فيها من اختصاص الإدارة المركزية.",
            "اطلبوا ذلك من مخاطبكم بالوزارة.",
        ),
        en=Words(
            "For the office only",
            "Opening a programme and placing a project in it is the central office's.",
            "Ask your contact at the ministry to do it.",
        ),
    ),
    "proposer-or-office-only": Text(
        fr=Words(
            "Projet d'un autre partenaire",
            "Ce projet est suivi par l'organisme qui l'a proposé et par l'administration.",
            "Adressez-vous à l'un des deux.",
        ),
        ar=Words(
            "مشروع شريك آخر",
            "يتتبع هذا المشروعَ الهيئةُ التي اقترحته والإدارة.",
            "توجهوا إلى إحداهما.",
        ),
        en=Words(
            "Another partner's project",
            "This project is followed by the organisation that proposed it and by the office.",
            "Turn to either of them.",
        ),
    ),
    "own-name-only": Text(
        fr=Words(
            "Proposition au nom d'autrui",
            "Vous proposez au nom de {organisation}, qui n'est pas votre organisme.",
            "Retirez « proposed_by » pour proposer au vôtre, ou passez par l'administration.",
        ),
        ar=Words(
            "اقتراح باسم الغير",
            "تقترحون باسم {organisation} وهي ليست هيئتكم.",
            "احذفوا «proposed_by» للاقتراح باسم هيئتكم، أو مرّوا عبر الإدارة.",
        ),
        en=Words(
            "Proposed in another's name",
            "You propose in the name of {organisation}, which is not your organisation.",
            "Leave out “proposed_by” to propose in your own name, or go through the office.",
        ),
    ),
    "proposer-missing": Text(
        fr=Words(
            "Organisme proposant non précisé",
            "Un projet est proposé par un organisme, et la demande n'en nomme aucun.",
            "Indiquez l'organisme dans « proposed_by ».",
        ),
        ar=Words(
            "الهيئة المقترحة غير محددة",
            "يُقترح المشروع من طرف هيئة، ولم يذكر الطلب أي هيئة.",
            "حدّدوا الهيئة في «proposed_by».",
        ),
        en=Words(
            "Proposing organisation missing",
            "A project is proposed by an organisation, and the request names none.",
            "Name the organisation in “proposed_by”.",
        ),
    ),
}
