"""The ledger: articles, claims, verdicts and model scores kept across batches; the only SQL.

    rows          records to rows and back
    tables        the tables; ``schema`` their versions, ``database`` the connection and its errors
    fingerprints  which rules made what is kept
    contents      articles and claims: stored, replaced, read back; ``changes`` what an edit changed
    index         what blocking needs to know of an article; ``neighbours`` looks it up
    scores        NLI scores, kept by model
    verdicts      what holds now, and what became of earlier verdicts
    check         the main path with a memory; ``said`` what ``--diff-against`` takes to be known
    verify        checks every row; ``upkeep`` describes, compacts and exports; ``commands`` the command line

Whatever asks for a ledger imports it then: a check without one loads no SQL.
"""
