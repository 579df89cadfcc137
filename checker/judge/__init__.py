"""Comparison, sameness, change and speakers -> Verdict. Pure.

alignment   blocking and sameness, one after the other
decide      the verdict on one candidate pair
difference  what two values that exclude each other are: an update, two things, a contradiction
attributes  the verdict on two attributive claims
order       what can only follow on each other
doubts      why two values that exclude each other may both be right
severity    how much a verdict weighs
speakers    outlets, speakers, two articles of one outlet or one article
whole_list  what only the whole list of verdicts shows
counts      what the other counts of two articles say of a difference
"""
