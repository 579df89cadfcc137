"""Are two claims about the same thing? Evidence for and against, in words for the report.

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
"""
