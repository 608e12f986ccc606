#pragma once
// The acts of the import centre. A job is made from a file, checked (dry run), committed in resumable parts, undone as a
// whole, and given back as a marked workbook. All of them may run for minutes: call them on a job thread.

#include "modules/census/job.h"

namespace niangjia::census {

// Told after each part; `done` of `total` data rows (total 0: not known yet). Return false to stop (a graceful stop: the job
// goes on from there later).
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

struct FileInput {
  std::string path;                 // readable file; kept in place, the job remembers it
  std::string file_name;            // as the person calls it
  std::optional<Kind> said;         // the kind, when a person says it
};
// Reads the layout. The job is `mapping` when the kind or a required column is missing, else `uploaded`.
Result<ImportJob> take_file(House& house, const Actor& actor, const FileInput& input);
struct MappingChange {
  std::optional<Kind> kind;
  std::map<std::string, std::map<std::uint32_t, std::string>> columns;  // sheet name → column → field word or ""
};
Result<ImportJob> change_mapping(House& house, const Actor& actor, Id job_id, const MappingChange& change);

Result<ImportJob> check_job(House& house, const Actor& actor, Id job_id, const Progress& progress);
Result<ImportJob> commit_job(House& house, const Actor& actor, Id job_id, const Progress& progress);
// Refused, with what stands on it, when later work built on what the import made.
Result<ImportJob> undo_job(House& house, const Actor& actor, Id job_id, std::string_view reason);
// The file as it came, with two more columns and marked cells.
Result<void> write_report(House& house, const Actor& actor, Id job_id, const std::string& target_path);

Result<ImportJob> get_job(House& house, const Actor& actor, Id job_id);

}  // namespace niangjia::census
