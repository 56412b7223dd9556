"""The words of the reading template: what its sheets ask for, with one example row each."""

from __future__ import annotations

from collections.abc import Mapping

MARK = "Example: leave this row or write over it; it is never read."
"""Stands in Detail and marks the example row, which counts as no data."""

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "Legal": {
        "Start": "14/03/2012",
        "End": "02/11/2012",
        "What": "Accommodated by agreement (S20)",
        "In the file's words": "Section 20, agreed with mother",
        "Short form": "S20",
        "Source": "LAC review, 28/03/2012",
    },
    "Placements": {
        "Start": "14/03/2012",
        "End": "August 2012",
        "What": "Foster care",
        "In the file's words": "Foster carer A",
        "Short form": "Carer A | FA",
        "Source": "Placement agreement",
        "Out of borough": "no",
        "Planned": "yes",
    },
    "Education": {
        "Start": "September 2010",
        "Still going on": "yes",
        "What": "Full-time school, mainstream or special",
        "In the file's words": "Secondary school B",
        "Short form": "School B",
        "Source": "PEP, May 2011",
    },
    "Referrals and plans": {
        "Start": "c. May 2011",
        "What": "Police referral",
        "In the file's words": "Referral by the police after a night away",
        "Short form": "Police referral",
        "Source": "Chronology p. 12",
    },
    "CSE": {
        "Start": "20/01/2013",
        "Still going on": "yes",
        "What": "Assessed level: high",
        "Source": "Strategy meeting minutes",
        "Tool": "name of the local tool",
        "Score": "17",
        "Level": "high",
    },
    "Missing": {
        "Start": "06/02/2013",
        "End": "07/02/2013",
        "What": "Missing episode",
        "Source": "Missing report",
        "Start time": "21:30",
        "End time": "06:15",
        "Return interview": "yes",
    },
    "Support": {
        "Start": "summer 2011",
        "Still going on": "yes",
        "What": "Person who helped",
        "In the file's words": "Grandmother",
        "Short form": "Gran",
        "Source": "Core assessment",
    },
    "Voice": {
        "Start": "11/04/2013",
        "What": "Their words",
        "In the file's words": "“I just want to stay in one place.”",
        "Source": "Review, notes of the chair",
    },
    "Health": {
        "Start": "early 2013",
        "End": "June 2013",
        "What": "Waiting list",
        "In the file's words": "Waiting for CAMHS",
        "Short form": "Waiting",
        "Source": "Letter from CAMHS",
    },
    "Substances": {
        "Start": "autumn 2012",
        "What": "Alcohol or substance use noted",
        "In the file's words": "Smelt of alcohol on return",
        "Short form": "Alcohol noted",
        "Source": "Log of the carer",
    },
    "Family": {
        "Start": "before 2009",
        "What": "Parents separated",
        "In the file's words": "Parents had separated",
        "Short form": "Separation",
        "Source": "Initial assessment",
    },
    "Police": {
        "Start": "19/05/2013",
        "What": "Police contact",
        "In the file's words": "Spoken to in the town centre at night",
        "Short form": "Police contact",
        "Source": "Police report",
    },
}

INTRODUCTION = (
    "One workbook for one young person: this page first, "
    "then a row on the other sheets for each thing the file says."
)
FACTS: tuple[tuple[str, str], ...] = (
    ("Case", "A number or made-up name; never the real one"),
    ("Gender", "Female or Male; leave blank if not stated"),
    ("Born (month)", "Month and year, for example March 1999; never the day"),
    ("Read on", "The day on which the file was read: nothing after it is known"),
)
COVERAGE_TITLE = "What was read"
COVERAGE_HELP = (
    "One row for each source. Outside it, blank means “not in this source”, not “nothing happened”."
)
COVERAGE_EXAMPLE = ("Example: Case file, 3 volumes", "All lanes", "June 2003", "30/04/2015")

GUIDE_TITLE = "How to fill in the sheets"
GUIDE: tuple[tuple[str, str], ...] = (
    (
        "Start, End",
        "as exactly as the file says: 24/04/2013, April 2013, 2013, summer 2010, early 2012, "
        "c. March 2012, before 2009. A rough date is better than none. "
        "An event has a Start and no End.",
    ),
    (
        "Still going on",
        "yes for what was still so on the day of reading. "
        "Blank here and blank End: the end is not known.",
    ),
    (
        "What",
        "choose from the list. If no word fits, write your own: it is kept and shown as written.",
    ),
    (
        "In the file's words",
        "what the file calls it; this stands on the bar. Blank: the word in What.",
    ),
    (
        "Short form",
        "shorter versions for narrow bars, longest first, parted by | (Foster carer A | FA).",
    ),
    ("Detail", "a sentence or two, shown when the bar is chosen. Leave out names."),
    ("Source", "where in the file it stands: Chronology p. 12, LAC review, Police report."),
    (
        "Placements",
        "Out of borough, Planned (the move into it) and High-cost: yes, no, "
        "or blank for not stated.",
    ),
    (
        "CSE",
        "a level that lasted gets Start, End and Level; an assessment with a score gets "
        "Scored assessment in What, with its Tool and Score.",
    ),
    (
        "Missing",
        "times as 21:30 if known. Return interview: yes, no, offered or declined; "
        "blank when the file does not say.",
    ),
)
"""Headings of the guide with what is said about them."""
