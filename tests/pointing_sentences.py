"""Sentences as chronologies have them, all invented: with nothing to point out, and with something.

No name, number or address here is that of a real person or place; telephone numbers are of the
ranges kept free for drama, domains of those kept free for examples.
"""

from __future__ import annotations

CLEAN = """
Strategy meeting held. Threshold for S47 met; joint visit agreed with police.
Core group. Mum attended, dad sent apologies. School report attendance of 62%.
Interim Care Order granted, C2 application for contact adjourned.
Placed in Children's Home out of borough (K2), 48 miles from home.
Return Home Interview offered and declined. Missing for 3 nights.
CAMHS closed the case after two missed appointments.
Y9 pupil, moved to Pupil Referral Unit after fixed-term exclusion.
Project Phoenix worker met her weekly from September; Sunrise Team to co-work.
SEAM panel rated the risk as High, score 24. Review in 6 weeks.
Care Order made at Family Court. Guardian supported the plan.
Carer B said she was home by 9 pm on Tuesday.
LAC Review: placement stable, Personal Education Plan up to date.
Legal Planning Meeting. PLO letter before proceedings to be sent.
Early Help assessment completed by the Family Support Worker.
Initial Child Protection Conference: plan under the category of Neglect.
Social Worker visited; bedroom seen, young person seen alone.
U4 placement ended, R3 reason. RNE code S, LS code V2.
SDQ total 19, band: high. GP appointment booked for Monday.
Found by British Transport Police at the bus station at 02:40.
Secure order (S25) for three months. Welfare grounds met.
Moved from foster placement to semi-independent accommodation at 16.
Mother reported that he had not been seen since Friday night.
CSE risk assessment updated to Category 2, moderate risk.
Attended A&E after drinking vodka; seen by the duty doctor.
Started college course in Hair and Beauty, Level 1.
English GCSE grade 4, Maths grade 3, Science not entered.
Youth Offending Team: referral order of 6 months for shoplifting.
Case transferred to the Leaving Care Team. Personal Adviser allocated.
Strategy Discussion with Police and Health. Outcome: single agency S47.
Police Protection used; placed with emergency carers the same night.
Virtual School Head asked for a managed move.
Ofsted inspected the home in March and found it Good.
NRM referral made. Conclusive grounds decision awaited.
Contact with siblings twice a month, supervised by the contact centre.
Dad moved back into the home at Christmas; no contact since Easter.
Therapeutic work paused during school holidays.
Young person said: "I want to stay here". Wishes and feelings recorded.
Allegation against Uncle; LADO informed. No further action by the CPS.
Child in Need plan closed, step down to Targeted Support.
Case A and Case B were discussed together at MACE.
Supervision Order ended 12/03/2014; no further role.
Placement 7 of 9. Ended at the request of the carers after 28 days notice.
Special Guardianship Order to grandmother considered but not pursued.
EHCP issued. SEMH named as the primary need.
Emergency duty team informed at 23:15; missing report 2 of 3 that week.
Case file, part 2, p. 41. Court bundle, section C.
Reported missing on 14 May 2013, returned 16 May 2013 by her own choice.
Education: NEET since July. Connexions worker to visit.
Health Assessment overdue; dental check done in 2012/13.
Disclosed to a teacher. DSL rang the MASH the same day.
Parents separated in 2009. Housing application made in 2010.
Taken to a hotel by older males. Abduction Warning Notice served on one male.
Barnardo's offered six sessions and Catch22 a mentor.
Drug use: cannabis daily, MCAT at weekends.
Pregnancy test negative. Sexual health clinic visited twice.
Weekly key work sessions. Topics: healthy relationships, online safety.
Crown Court trial: two adults convicted. She gave evidence by video link.
Return interview with Independent Visitor. Nothing new was learned.
Spent 4 nights in Police custody overall, PACE beds not available.
Change of social worker, the fifth since 2011.
Judge asked for one worker to stay with her through the change.
Stayed at an address known to police for exploitation.
Pathway Plan signed. Staying Put discussed with foster carers.
Step-father charged with assault. Bail conditions: no contact with children.
Threatening messages on Snapchat and Facebook shown to key worker.
Review Child Protection Conference: plan to continue, unanimous.
""".strip().splitlines()

DIRTY = """
Contacted Tamsin Oakley about the placement.|Tamsin Oakley
Visit by Mr Larkfield and PC Birchall.|Mr Larkfield;PC Birchall
Dr. Priya Holloway-Reed signed the report.|Dr. Priya Holloway-Reed
Her boyfriend Kyran collected her.|Kyran
Sarah said she would not go back.|Sarah
Mrs T. Young rang the school.|Mrs T. Young
Spoke to Siobhan O'Dell at the hospital.|Siobhan O'Dell
Foster carers Bryony and Gareth Fennimore asked for respite.|Bryony;Gareth Fennimore
Allocated to SW Dunmore from Monday.|SW Dunmore
Mother (Denise) was angry.|Denise
seen with mr larkfield again|mr larkfield
HOLLOWAY, Jade was present.|HOLLOWAY, Jade
Judge Penhallow made the order.|Judge Penhallow
Older male known as Dex picked her up.|Dex
J. Fennimore, support worker, attended.|J. Fennimore
DOB 12/03/1999, female.|12/03/1999
She was born on 3 May 1999 at home.|3 May 1999
Date of birth: 1999-05-03|1999-05-03
d.o.b. 3.5.99|3.5.99
Lives at 12 Larkfield Road with her aunt.|12 Larkfield Road
Flat 3, 27 Tannery Street|Flat 3, 27 Tannery Street
Found at 5 High Street at 3 am.|5 High Street
Address: 14b St Anselm's Close|14b St Anselm's Close
Postcode BL9 5AB on the referral.|BL9 5AB
lives in ol165qq with mum|ol165qq
Moved within the OL16 area.|OL16
Attends St Wulfric's High School.|St Wulfric's High School
Excluded from Larkfield Academy.|Larkfield Academy
On roll at The Tannery Primary School since Year 3.|Tannery Primary School
Went back to Dunmore school in May.|Dunmore school
Moved to Beech Lodge children's home.|Beech Lodge
Placed at Rose House on Friday.|Rose House
Ran from The Larches twice.|Larches
Admitted to Dunmore General Hospital.|Dunmore General Hospital
Transferred to HMYOI Dunmore.|HMYOI Dunmore
Phone 07700 900123, call after 4.|07700 900123
Rang on 0161 496 0123.|0161 496 0123
New number +44 7700 900456|+44 7700 900456
Office: (020) 7946 0018|(020) 7946 0018
E-mail tamsin.oakley@example.org today.|tamsin.oakley@example.org
Profile at https://example.com/u/tamsin99.|https://example.com/u/tamsin99
See www.example.org/larches for the home.|www.example.org/larches
Instagram @tamsin_oak99 was used to contact her.|@tamsin_oak99
NHS number 943 476 5919|943 476 5919
NHS no 9434765918 on the letter|9434765918
UPN A123456789123|A123456789123
NI number AB 12 34 56 C|AB 12 34 56 C
Crime number 06DD/1234/12 recorded.|06DD/1234/12
Court case ZC12C00123 listed.|ZC12C00123
Log 1234 of that day refers.|1234
Mosaic ID 4482913|4482913
Seen getting into AB12 CDE, a black car.|AB12 CDE
Reported in Re T [2016] EWFC 12.|[2016] EWFC 12
Taken to Rotherham by two men.|Rotherham
Staying with Zelenka in town.|Zelenka
""".strip().splitlines()


def dirty() -> list[tuple[str, list[str]]]:
    """Return each sentence with what must be pointed out in it."""
    parts = (line.rsplit("|", 1) for line in DIRTY)
    return [(sentence, wanted.split(";")) for sentence, wanted in parts]
