"""Which claims can meet at all. Generous and cheap; what is lost here is found nowhere else.

keys        what a claim is about, and the keys that it is filed under
candidates  an inverted index over these keys -> pairs of claims
profiles    what blocking knows of an article
learned     what learned models have in common
links       how likely two articles report one event: a learned model, its weights in links.json
batch       the articles of a batch with what is rare among them
meeting     which claims may meet although their articles aren't linked
nearness    pairwise tests of words, places and days that blocking needs too
bounds      how many claims of an article are compared, so that pairs grow with the articles
thresholds  where a score is enough
"""
