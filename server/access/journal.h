#pragma once
// Reading and proving the journal. Rows are only ever added; docs/develop/formats/journal.md describes the
// leaf.

#include <optional>
#include <string>
#include <vector>

#include "access/access.h"

namespace niangjia {

// The bytes whose RFC 6962 leaf hash a row carries.
std::string journal_leaf_text(const JournalRow& row);

// RFC 6962 section 2.1, fed leaf by leaf; holds one digest a level.
class MerkleTree {
 public:
  void add(const Digest& leaf);
  std::uint64_t size() const { return size_; }
  Digest root() const;  // of no leaf at all: SHA-256 of the empty text

 private:
  std::vector<Digest> peaks_;  // roots of the full subtrees, the largest first
  std::uint64_t size_ = 0;
};

struct JournalQuery {
  std::optional<Instant> from, until;  // from <= at < until
  Id account_id = 0;
  std::string action;  // empty: all
  std::string subject_kind;
  Id subject_id = 0;
  bool only_access = false;  // disclosures (access/disclosure.h): what a security administrator may read
  Id before_id = 0;          // keyset: rows older than this one; 0: from the newest
  int limit = 50;
};
struct JournalPage {
  std::vector<JournalRow> rows;  // newest first
  Id next_before_id = 0;         // 0: that was all
};

struct JournalProof {
  std::uint64_t rows = 0;
  std::uint64_t wrong_rows = 0;
  std::vector<Id> first_wrong;  // at most 20
  std::string root;             // hex
  bool ok() const { return wrong_rows == 0; }
};
// Reads the whole journal of a realm in the order of its ids, in bounded memory, recomputing every leaf.
Result<JournalProof> verify_journal(store::Database& database, Id realm_id);

}  // namespace niangjia
