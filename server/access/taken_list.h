#pragma once
// A list taken out of the house as a workbook: its first line says who took it and when, and it leaves only
// when the journal knows of it.

#include "access/access.h"
#include "http/http.h"
#include "sheet/list_book.h"

namespace niangjia {

// 导出人：…　导出时间：…; for the first row of the workbook.
std::string taken_note(const Actor& actor, Instant at);
// Writes the journal row; the file of a list that could not be journalled is removed.
Result<std::string> journalled(House& house, const Scope& scope, std::string_view subject_kind,
                               std::string_view reason, std::string path);
// `name` without .xlsx. The file is removed when it has been sent.
http::Response workbook_response(const Result<std::string>& path, const http::Request& request,
                                 std::string_view name);

// A file made in memory, handed over under a name people read ("关于…的批复.pdf").
http::Response file_response(std::string bytes, std::string_view content_type, std::string_view name);

// The list of accounts with the roles they hold, and the journal: what the lists show to this actor, all of
// it.
Result<std::string> take_accounts(House& house, const Actor& actor, std::string_view columns);
struct JournalQuery;
Result<std::string> take_journal(House& house, const Actor& actor, const Scope& scope, JournalQuery query,
                                 std::string_view columns);

}  // namespace niangjia
