"""The words of the invented records: English and French, divided by a bar."""

from rubrics.text import Text


def text(both: str) -> Text:
    """Split "English|French"."""
    english, french = both.split("|")
    return Text(en=english, fr=french)


LEVELS = [
    (
        "Not initiated|Non démarré",
        "Nothing is in place; for a red line, contrary practice was seen or told.|"
        "Rien n’est en place ; pour une ligne rouge, une pratique contraire a été vue.",
    ),
    ("Initiated|Démarré", "First steps are visible.|De premiers pas sont visibles."),
    ("Partial|En partie", "It works for many.|Cela fonctionne pour beaucoup."),
    (
        "Full|Pleinement",
        "It works for all and is checked.|Cela fonctionne pour tous et c’est vérifié.",
    ),
]
THEMES = {
    "soil": "Soil: what is prepared before anyone starts|Sol : ce que l’on prépare d’abord",
    "roots": "Roots: recruitment and conditions|Racines : recrutement et conditions",
    "trunk": "Trunk: daily work|Tronc : le travail de chaque jour",
    "fruits": "Fruits: what people gain|Fruits : ce que les personnes y gagnent",
}
STANDARDS = {
    "A": (
        "soil",
        "A prepared environment|Un environnement préparé",
        "Everyone knows what peer support is before it starts.|"
        "Chacun sait ce qu’est la pair-aidance avant qu’elle commence.",
    ),
    "B": (
        "soil",
        "A place of one’s own|Un lieu à soi",
        "Peers can meet out of hearing of staff.|"
        "Les pairs peuvent se voir loin des oreilles de l’équipe.",
    ),
    "C": (
        "roots",
        "Open recruitment|Un recrutement ouvert",
        "Peers are chosen openly and with people concerned.|"
        "Les pairs sont choisis ouvertement, avec les personnes concernées.",
    ),
    "D": (
        "trunk",
        "Free to speak|La liberté de parler",
        "Peers may report what they see without fear.|Les pairs peuvent signaler sans crainte.",
    ),
    "E": (
        "trunk",
        "Support at work|Un soutien au travail",
        "Peers are supervised and cared for.|Les pairs sont supervisés et soutenus.",
    ),
    "F": (
        "fruits",
        "Paid work|Un travail payé",
        "Peers are paid as others are.|Les pairs sont payés comme les autres.",
    ),
}
RIGHTS = {
    "crpd:5": "Art. 5 · Equality and non-discrimination|Art. 5 · Égalité et non-discrimination",
    "crpd:14": "Art. 14 · Liberty and security|Art. 14 · Liberté et sécurité",
    "crpd:15": "Art. 15 · Freedom from ill-treatment|Art. 15 · Ne pas être maltraité",
    "crpd:27": "Art. 27 · Work and employment|Art. 27 · Travail et emploi",
}
# Standard, red line, rights, statement.
CRITERIA: tuple[tuple[str, bool, tuple[str, ...], str], ...] = (
    (
        "A",
        False,
        ("crpd:5",),
        "Staff of every kind have been briefed on what peer support is.|"
        "Le personnel de tous les métiers a été informé de ce qu’est la pair-aidance.",
    ),
    (
        "A",
        False,
        ("crpd:5",),
        "The project was written with people who use the service.|"
        "Le projet a été écrit avec des personnes qui fréquentent le service.",
    ),
    (
        "A",
        False,
        ("crpd:5",),
        "One person answers for peer support in the management.|"
        "Une personne répond de la pair-aidance au sein de la direction.",
    ),
    (
        "B",
        False,
        ("crpd:5",),
        "Peers have a room that locks from the inside.|"
        "Les pairs ont une pièce fermée de l’intérieur.",
    ),
    (
        "B",
        False,
        ("crpd:14",),
        "Service users can find it without asking staff.|"
        "Les personnes la trouvent sans demander à l’équipe.",
    ),
    (
        "B",
        False,
        ("crpd:5",),
        "It is open in the evening and at weekends.|Elle est ouverte le soir et le week-end.",
    ),
    (
        "C",
        False,
        ("crpd:27",),
        "Posts are advertised where people concerned will see them.|"
        "Les offres sont affichées là où les personnes concernées les verront.",
    ),
    (
        "C",
        False,
        ("crpd:27",),
        "A person with lived experience sits on the panel.|Une personne concernée siège au jury.",
    ),
    (
        "C",
        True,
        ("crpd:5", "crpd:27"),
        "No one is refused because of a diagnosis or a past admission.|"
        "Personne n’est écarté pour un diagnostic ou une hospitalisation passée.",
    ),
    (
        "D",
        False,
        ("crpd:14",),
        "Peers know how to report what worries them.|"
        "Les pairs savent comment signaler ce qui les inquiète.",
    ),
    (
        "D",
        True,
        ("crpd:15",),
        "No peer worker is made to take part in restraint or seclusion.|"
        "Aucun pair-aidant n’est contraint de participer à une contention ou à un isolement.",
    ),
    (
        "D",
        False,
        ("crpd:15",),
        "Reports are answered in writing within a month.|"
        "Les signalements reçoivent une réponse écrite sous un mois.",
    ),
    (
        "E",
        False,
        ("crpd:27",),
        "Peers have supervision outside the line of command.|"
        "Les pairs ont une supervision hors hiérarchie.",
    ),
    (
        "E",
        False,
        ("crpd:27",),
        "Working hours can be adapted without losing pay.|"
        "Les horaires peuvent être adaptés sans perte de salaire.",
    ),
    (
        "E",
        False,
        ("crpd:5",),
        "A peer who falls ill is not treated by colleagues.|"
        "Un pair malade n’est pas soigné par ses collègues.",
    ),
    (
        "E",
        False,
        ("crpd:27",),
        "Peers meet among themselves in working time.|"
        "Les pairs se réunissent sur leur temps de travail.",
    ),
    (
        "F",
        True,
        ("crpd:27",),
        "No peer worker does the same work for less pay.|"
        "Aucun pair-aidant ne fait le même travail pour un salaire moindre.",
    ),
    (
        "F",
        False,
        ("crpd:27",),
        "Volunteers’ costs are paid back within the month.|"
        "Les frais des bénévoles sont remboursés dans le mois.",
    ),
    (
        "F",
        False,
        ("crpd:27",),
        "Contracts are written and last at least a year.|"
        "Les contrats sont écrits et durent au moins un an.",
    ),
    (
        "F",
        False,
        ("crpd:27",),
        "Peers can move to other posts.|Les pairs peuvent évoluer vers d’autres postes.",
    ),
)
