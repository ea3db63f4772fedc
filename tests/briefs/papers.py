"""Fictional documents with planted facts, one or two for each template."""

from __future__ import annotations

TREND = """Freight on the Vell coast, outlook 2031

Summary
This report looks at how freight on the Vell coast changed between 2021 and 2031 and what drives it.

Cargo drones
Deliveries by cargo drone rose from 2 % to 14 % of island parcels between 2026 and 2031 because of cheaper batteries.
By 2040 cargo drones will carry a third of all island parcels.

Harbour pilots
The number of licensed harbour pilots fell from 61 to 38 within five years due to early retirement.

Cold storage
Rented cold storage doubled to 8,400 pallets in 2031, driven by fish exports to the south.
Cold storage is expected to need 12 megawatts by 2041.

Canteen
The canteen serves soup on Mondays.
"""

MANUAL = """Torvik TP-9 transfer pump: maintenance manual

Troubleshooting
Symptom | Probable cause | Check | Remedy
Pump does not prime | Suction strainer blocked | Measure the suction vacuum at port V2 | Clean the strainer basket
Shaft seal leaks | Worn seal faces | Look for drops at the gland after 10 minutes | Replace seal kit TP9-311
Motor overheats | Bearing short of grease | Measure the bearing temperature | Grease the bearing with 20 g

Safety
WARNING: Lock out the motor switch before you open the gland.
CAUTION: Do not run the pump dry for more than 30 seconds.

Parts
The seal kit TP9-311 holds two seal faces and one O-ring.
Tighten the gland bolts to 24 Nm.

History
The first pump of this type was delivered to the town of Torvik.
"""

LOGBOOK = """IDENT,PROBLEM,ACTION
1,SHAFT SEAL LEAKING AT GLAND,REPLACED SEAL KIT
2,"SHAFT SEAL LEAKING, AT GLAND.",REPLACED SEAL KIT
3,SHAFT SEAL LEAKING AT GLAND,TIGHTENED GLAND BOLTS
4,MOTOR HOT AFTER ONE HOUR,GREASED BEARING
5,STRAINER BLOCKED WITH WEED,CLEANED STRAINER
6,SEAL WEEPING WHEN STOPPED,REPLACED O-RING
"""

PLAN = """Plan for the relief of Skarvoy island

Situation
The ferry to Skarvoy has been out of service since the storm of 3 February 2031.

Mission
Bring 40 tonnes of food and fuel to Skarvoy before the ice closes the sound.

Tasks
Task | Owner | Time | Resource
Load the barge at Pier 2 | Captain Orla Brandt | 9 February 2031 | Crane crew of six
Clear the landing stage | Rescue Team North | 10 February 2031 | Two excavators

Assumptions
The sound stays free of ice until 15 February.

Risks
The barge may fail to land in winds above 20 knots.

Menu
The crew eats at the harbour canteen.
"""

WEAKNESSES = """Review of the waterworks at Elmsund

Findings
Weakness: The control panel still has its default password.
Affected: Pump control PLC-4
Evidence: Logged in with the printed password on 2 May 2031
Severity: high
Mitigation: Change the password and disable remote access

Weakness: The spare generator has no fuel gauge.
Affected: Emergency power
Evidence: The tank was found empty on 4 May 2031
Severity: medium
Mitigation: Fit a gauge and check it weekly

Visit
The visitors had lunch at noon.
"""

MONEY = """Date,Party,Counterparty,Amount,Account
2031-03-02,Norrland Trading,Blue Fjord Ltd,"18,400.00",7714-22-90
2031-03-09,Blue Fjord Ltd,Mira Holt,"17,950.00",7714-30-11
"""

LETTER = """Letter of the auditor

Dear board,

On 14 March 2031 Mira Holt paid €17,500 to Coral Bay Holdings through account 8830-11-02.
The audit took three weeks.
"""

POLICY = """New rules for wood stoves in Elmsund

Rules
From 1 October 2031 every wood stove must have a filter.
The rule applies to all households with a stove built before 2015.
A filter costs 220 euros and the town pays a grant of 90 euros.
Old stoves may stay in use until 30 June 2033.

Weather
Winters in Elmsund are mild.
"""

PROCESS = """How a repair order runs at the Torvik depot

Steps
Step | Who | Time
Write the fault report | Driver | 10 minutes
Approve the order | Depot clerk | 2 days
Fetch the part | Store | 4 hours

Bottlenecks
Orders wait for one signature, and the clerk is in only on Tuesdays.

Cost
A bus that stands still costs 640 euros a day.

Proposals
Let the shift leader approve orders below 500 euros.

Staff
The depot has a table tennis table.
"""

MINUTES = """Harbour board

Date: 12 June 2031
Place: Room 4, Harbour Office
Chair: Elin Marker
Present: Elin Marker, Jon Aase, Pia Lund

Decisions
The board approved the purchase of a second crane for 310,000 euros.
The board rejected the offer of Kranor Ltd.

Actions
Jon Aase will order the crane by 30 June 2031.
Pia Lund will write to Kranor Ltd by 20 June 2031.

Open questions
The colour of the crane remains open.
"""

INCIDENT = """Report on the spill at Pier 3

Course of events
On 14 March 2031 at 06:40 the watchman saw a film of oil beside the barge.
At 07:05 the harbour master closed the valve.
At 06:10 the pump had been started by the night shift.

Damage
About 300 litres of oil were spilled.

Cause
The leak was caused by a cracked hose.
"""

RADIO = """Time | Event
14 March 2031 06:55 | Fire brigade called by radio
14 March 2031 08:30 | Boom laid around the barge
"""

OLD = """Rules of the store

Parts are given out from 8 to 12.
Every part needs a signed order.
Keys hang in the office.
"""

NEW = """Rules of the store

Parts are given out from 7 to 14.
Every part needs a signed order.
Batteries are kept in the cage.
"""

PAPERS = {
    "trend.txt": TREND,
    "manual.txt": MANUAL,
    "logbook.csv": LOGBOOK,
    "plan.txt": PLAN,
    "weaknesses.txt": WEAKNESSES,
    "money.csv": MONEY,
    "letter.txt": LETTER,
    "policy.txt": POLICY,
    "process.txt": PROCESS,
    "minutes.txt": MINUTES,
    "incident.txt": INCIDENT,
    "radio.txt": RADIO,
    "old.txt": OLD,
    "new.txt": NEW,
}
"""Every paper by its file name."""
