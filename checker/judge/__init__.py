"""Comparison, sameness, change and speakers -> Verdict. Pure.

alignment   blocking and sameness, one after the other
decide      the verdict on one candidate pair
numeric     the table for two numbers whose sameness a model has weighed
disagreement  how likely two values that exclude each other are of one thing
coincidence  how likely two equal values are of one thing
difference  what two values that exclude each other are: an update, two things, a contradiction
attributes  the verdict on two attributive claims
order       what can only follow on each other
doubts      why two values that exclude each other may both be right
severity    how much a verdict weighs
speakers    outlets, speakers, two articles of one outlet or one article
whole_list  what only the whole list of verdicts shows
counts      what the other counts of two articles say of a difference
"""
