"""How two values of one property relate."""

SAME = "same"
NARROWER = "narrower"  # either way: one fits inside the other, or both may be words for one thing
DIFFERENT = "different"  # cannot both hold of one subject, if NLI agrees
CHANGED = "changed"  # both may hold, one after the other
UNRELATED = "unrelated"  # nothing follows
