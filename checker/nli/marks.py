"""The special tokens that a model may have been trained to read: what arithmetic knows of two sentences (``pairs``)."""

LINKS = ("[q1]", "[q2]", "[q3]", "[q4]")  # pairs beyond the fourth are marked without a link
RELATIONS = ("[same]", "[fits]", "[open]", "[above]", "[below]", "[far above]", "[far below]", "[none]")
MARKS = (*LINKS, *RELATIONS)
