#include "access/journal.h"

#include "access/disclosure.h"
#include "access/store.h"
#include "base/text.h"

namespace niangjia {

namespace {

void member(std::string& out, std::string_view name, std::string_view value) {
  out += out.size() > 1 ? ",\"" : "\"";
  out.append(name).append("\":");
  append_json_string(out, value);
}
void member(std::string& out, std::string_view name, std::int64_t value) {
  out += out.size() > 1 ? ",\"" : "\"";
  out.append(name).append("\":").append(std::to_string(value));
}

record::Blob blob_of(const Digest& digest) { return {std::string(bytes_of(digest))}; }

}  // namespace

std::string journal_leaf_text(const JournalRow& row) {
  std::string out = "{";
  member(out, "realm_id", row.realm_id);
  member(out, "id", row.id);
  member(out, "at", row.at.ms);
  member(out, "account_id", row.account_id);
  member(out, "actor", row.actor);
  member(out, "role", row.role);
  member(out, "action", row.action);
  member(out, "subject_kind", row.subject_kind);
  member(out, "subject_id", row.subject_id);
  member(out, "union_path", row.union_path);
  member(out, "reason", row.reason);
  member(out, "before", to_hex(row.before_digest.bytes));
  member(out, "after", to_hex(row.after_digest.bytes));
  return out + "}";
}

JournalRow make_journal_row(const Permit& permit, Id journal_id, Instant at, const JournalEntry& entry) {
  JournalRow row;
  row.realm_id = permit.realm_id();
  row.id = journal_id;
  row.at = at;
  row.account_id = permit.account_id();
  row.actor = permit.actor_name();
  row.role = permit.role();
  row.action = permit.action();
  row.subject_kind = entry.subject_kind;
  row.subject_id = entry.subject_id;
  row.union_path = entry.union_path;
  row.reason = entry.reason;
  row.before_digest = blob_of(sha256(entry.before));
  row.after_digest = blob_of(sha256(entry.after));
  row.leaf_hash = blob_of(merkle_leaf(journal_leaf_text(row)));
  return row;
}

void write_journal(store::WriteTx& tx, const Permit& permit, Id journal_id, Instant at,
                   const JournalEntry& entry) {
  tx.insert(make_journal_row(permit, journal_id, at, entry));
  if (entry.disclosed.kind == DisclosureKind::none) return;
  access_store::count_disclosure(tx, {permit.realm_id(), journal_id, at.day_in_china().days(), permit.account_id(),
                                      entry.disclosed.kind, entry.disclosed.rows});
}

void MerkleTree::add(const Digest& leaf) {
  Digest top = leaf;
  for (std::uint64_t bits = size_; bits & 1;
       bits >>= 1) {  // each set low bit is a full subtree of equal size
    top = merkle_node(peaks_.back(), top);
    peaks_.pop_back();
  }
  peaks_.push_back(top);
  ++size_;
}

Digest MerkleTree::root() const {
  if (peaks_.empty()) return sha256("");
  Digest root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = merkle_node(peaks_[i], root);
  return root;
}

Result<JournalProof> verify_journal(store::Database& database, Id realm_id) {
  constexpr std::size_t chunk_rows = 5000, told_rows = 20;
  JournalProof proof;
  MerkleTree tree;
  for (Id after_id = 0;;) {
    using Rows = std::vector<JournalRow>;
    TRY(Rows rows, database.read([&](store::ReadTx& tx) -> Result<Rows> {
      return access_store::journal_after(tx, realm_id, after_id, chunk_rows);
    }));
    for (const JournalRow& row : rows) {
      Digest leaf = merkle_leaf(journal_leaf_text(row));
      tree.add(leaf);
      after_id = row.id;
      if (row.leaf_hash.bytes == bytes_of(leaf)) continue;
      ++proof.wrong_rows;
      if (proof.first_wrong.size() < told_rows) proof.first_wrong.push_back(row.id);
    }
    if (rows.size() < chunk_rows) break;
  }
  proof.rows = tree.size();
  proof.root = to_hex(bytes_of(tree.root()));
  return proof;
}

}  // namespace niangjia
