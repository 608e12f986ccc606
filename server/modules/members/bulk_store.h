#pragma once
// Statements over many people at once. Any number of ids: they are asked in blocks.

#include "modules/members/members.h"

namespace niangjia::members {

// Takes the rows, so that whoever else changes them waits; nothing but the version changes.
void touch_people(store::WriteTx& tx, Id realm_id, const std::vector<Id>& ids);
void put_at_union(store::WriteTx& tx, Id realm_id, const std::vector<Id>& ids, const UnionPlace& place,
                  Standing standing, Instant now);
void put_standing(store::WriteTx& tx, Id realm_id, const std::vector<Id>& ids, Standing standing, Instant now);
void drop_claims(store::WriteTx& tx, Id realm_id, const std::vector<const record::Blob*>& indexes);
// Of these numbers, those that somebody holds.
std::set<std::string> claims_held(store::ReadTx& tx, const std::vector<const record::Blob*>& indexes);
// Every event of these people, the oldest first.
std::vector<StandingEvent> events_of_people(store::ReadTx& tx, Id realm_id, const std::vector<Id>& ids);
void remove_batch_events(store::WriteTx& tx, Id realm_id, const std::vector<Id>& ids, Id batch_id);

}  // namespace niangjia::members
