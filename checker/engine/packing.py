"""Records to bytes and back, for the way between processes: msgspec's MessagePack, several times smaller and faster
than pickles of the same records, and independent of the processes' code objects. Pure.
"""

from __future__ import annotations

import msgspec

from checker.records import Article, CandidatePair, Claim, Extracted

pack = msgspec.msgpack.Encoder().encode
articles_of = msgspec.msgpack.Decoder(list[Article]).decode
extracted_of = msgspec.msgpack.Decoder(list[Extracted]).decode
claims_of = msgspec.msgpack.Decoder(list[Claim]).decode
candidates_of = msgspec.msgpack.Decoder(list[CandidatePair]).decode
pairs_of = msgspec.msgpack.Decoder(list[tuple[str, str]]).decode  # of texts, or of ids of articles
