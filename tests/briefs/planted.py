"""Which facts are planted in the fictional documents, by the template that must find them all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Planted:
    """File names, the symptom where one is asked for, and stretches of the documents that the brief must hold."""

    files: tuple[str, ...]
    facts: tuple[str, ...]
    symptom: str = ""
    never: tuple[str, ...] = ()
    """What stands in the documents and does not belong into the brief."""


PLANTED = {
    "trend-brief": Planted(
        ("trend.txt",),
        (
            "14 % of island parcels",
            "cheaper batteries",
            "from 61 to 38",
            "early retirement",
            "8,400 pallets",
            "fish exports",
        ),
        never=("soup",),
    ),
    "maintenance-diagnosis": Planted(
        ("manual.txt", "logbook.csv"),
        (
            "Worn seal faces",
            "TP9-311",
            "Lock out the motor switch",
            "24 Nm",
            "SHAFT SEAL LEAKING AT GLAND",
            "REPLACED SEAL KIT",
        ),
        symptom="shaft seal leaks",
        never=("town of Torvik", "STRAINER BLOCKED WITH WEED"),
    ),
    "operations-plan": Planted(
        ("plan.txt",),
        ("40 tonnes of food", "Captain Orla Brandt", "9 February 2031", "Two excavators", "free of ice", "20 knots"),
        never=("canteen",),
    ),
    "vulnerability-review": Planted(
        ("weaknesses.txt",),
        ("default password", "PLC-4", "2 May 2031", "high", "disable remote access", "no fuel gauge", "medium"),
        never=("lunch",),
    ),
    "money-flow": Planted(
        ("money.csv", "letter.txt"),
        ("Norrland Trading", "18,400.00", "7714-22-90", "€17,500", "Coral Bay Holdings", "8830-11-02"),
        never=("three weeks",),
    ),
    "policy-note": Planted(
        ("policy.txt",),
        ("1 October 2031", "built before 2015", "220 euros", "30 June 2033"),
    ),
    "process-improvement": Planted(
        ("process.txt",),
        ("Approve the order", "2 days", "one signature", "640 euros", "shift leader"),
        never=("table tennis",),
    ),
    "meeting-minutes": Planted(
        ("minutes.txt",),
        (
            "second crane for 310,000 euros",
            "rejected the offer",
            "Jon Aase",
            "30 June 2031",
            "Pia Lund",
            "remains open",
        ),
    ),
    "incident-timeline": Planted(
        ("incident.txt", "radio.txt"),
        ("06:10", "06:40", "06:55", "07:05", "08:30", "300 litres", "cracked hose"),
    ),
    "version-comparison": Planted(
        ("old.txt", "new.txt"),
        ("from 8 to 12", "from 7 to 14", "Keys hang", "Batteries are kept"),
        never=("signed order",),
    ),
}
"""By template: all ten that ship."""
