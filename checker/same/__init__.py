"""Are two claims about the same thing? Evidence for and against, in words for the report.

Numbers of all kinds but ages and times of day are weighed by a model, blind to their values; frames (noun, predicate,
participants), persons, moments and attributes are fitted by rules.

view           what evidence reads of a claim: its words, never its value
measures       likeness of sets of words, and silence
likeness, counted, owners, setting, parts, moments, speakers, position
               one kind of evidence a file
features       the list of evidence, and its fingerprint
model          evidence -> calibrated probability, with what each piece adds; weights.json
numeric        pairs of numeric claims -> candidate pairs with that probability
weigh          pairs of claims -> candidate pairs
fit            what pairwise tests find out, and what they ask of values
numbers        numeric claims: noun, predicate, part and whole, group
attributes     attributive claims
circumstances  places and times
ages           two ages of one person at one time
extremes       the youngest and oldest of an event
persons        a person with the claims that tell of them; are two persons one: names, ages, order
people         persons with ages, named in one article and described in the other
cast           who is who, by all that two articles tell of their persons
assign         one-to-one pairs, the best first

What a :class:`checker.records.Evidence` tells of, by its code:

noun            what is counted: the same noun, or two that may mean the same people
modifiers       words that narrow the counted noun down: "lethal rounds" against "rubber rounds"
sex             one counts women, or men, only
group           nationality of the counted, or what was attacked
concept         what a measure is of
moment          which moment of an event a time of day is of
part            one counts a part of the other's whole
limits          one number is limited to some: "at the scene"
some            the rest of one sentence shows that its number is of some of a group
additional      one counts only those besides others
place           places, areas and countries
streets         articles that name other streets, and nobody in common
time            days
period          since when two running totals run
tally           many events, or a running total, against one event
several_events  one of the articles tells of several events, and no place says which is meant
person          one person, by name, age or part in the event
case            whose charge or sentence it is
age_then        an age of an earlier time, or at two times of a life
namesake        parent and child may share a name
birthday        an age that moved on between the reports
extreme         the youngest and the oldest of those who were hurt
quotation       words that both quote
clause          verb and words of what one tells and the other denies
spelling        a full name that both print, but for a letter or two

and, with a weight, of the model:

words           how alike the words around both numbers are
owner           names beside each number
noun            what is counted, what narrows it, unit and predicate
place           places, names and participants
part            what limits a number, or makes it a change
time            days and years
speaker         who says it
position        lead, list, sentence printed twice; how many numbers of the kind there are
"""
