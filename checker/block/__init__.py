"""Which claims can meet at all. Generous and cheap; what is lost here is found nowhere else.

keys        what a claim is about, and the keys that it is filed under
candidates  an inverted index over these keys -> pairs of claims
links       what each article is known by, and which articles may report one event
meeting     which claims may meet although their articles aren't linked
nearness    pairwise tests of words, places and days that blocking needs too
bounds      how many claims of an article are compared, so that pairs grow with the articles
thresholds  where a score is enough
"""
