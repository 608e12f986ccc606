#pragma once
// What is taken out of the house as a file: it says who took it, when and under which number, and leaves only when the
// journal knows of it.

#include "access/access.h"
#include "http/http.h"
#include "sheet/list_book.h"

namespace niangjia {

// One taking. Its number (编号) is drawn first, because it stands in the file; the journal row with that number as its id is
// written when the file is whole, with how many rows left. A file found somewhere leads back to that row.
class Taking {
 public:
  Taking(House& house, const Actor& actor);
  std::string number() const;  // jrn_0c3x9z5t7k8qw
  // 导出人：…　导出时间：…　编号：…; for the first row of a workbook and the foot of a paper.
  std::string note() const;
  sheet::Watermark watermark() const;
  Instant at() const { return at_; }
  // Writes the journal row in a transaction of the caller's.
  void journal(store::WriteTx& tx, const Permit& permit, JournalEntry entry, std::int64_t rows,
               DisclosureKind kind = DisclosureKind::taking) const;
  // The same in one of its own, under the permit of the list.
  Result<void> journal(const Scope& scope, std::string_view subject_kind, std::string_view reason,
                       std::int64_t rows) const;
  // The path of the file; the file of a list that could not be journalled is removed.
  Result<std::string> journalled(const Scope& scope, std::string_view subject_kind, std::string_view reason,
                                 const sheet::WrittenBook& book) const;

 private:
  House& house_;
  Id id_;
  Instant at_;
  std::string who_;
};

// `name` without .xlsx. The file is removed when it has been sent.
http::Response workbook_response(const Result<std::string>& path, const http::Request& request,
                                 std::string_view name);

// A file made in memory, handed over under a name people read ("关于…的批复.pdf").
http::Response file_response(std::string bytes, std::string_view content_type, std::string_view name);

// The list of accounts with the roles they hold, and the journal: what the lists show to this actor, all of
// it.
Result<std::string> take_accounts(House& house, const Actor& actor, std::string_view columns, std::string_view words = {},
                                  std::string_view role = {});
struct JournalQuery;
Result<std::string> take_journal(House& house, const Actor& actor, const Scope& scope, JournalQuery query,
                                 std::string_view columns);

}  // namespace niangjia
