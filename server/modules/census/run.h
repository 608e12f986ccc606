#pragma once
// One pass over a file, dry or real; the parts that check_job and commit_job share.

#include "modules/census/import.h"
#include "modules/census/organisation_judge.h"

namespace niangjia::census {

// What a pass needs; made by open_run.
struct Run {
  House& house;
  ImportJob job;
  Layout layout;
  Kind kind = Kind::outlets;
  std::unique_ptr<sheet::Workbook> book;
  Library library;
  Scope scope;
  bool is_dry_run = false;
  Counts counts;                                        // of data rows
  std::map<std::string, std::int64_t, std::less<>> structure;  // rows_empty, rows_subtotal …: rows that are no data
  Date as_of, census_on;
  JudgeContext context() const;
};
Result<Run> open_run(House& house, const Actor& actor, Id job_id, bool is_dry_run);

// Each writes its part of the result into run.counts, and the told rows to import_row.
Result<bool> run_people(Run& run, const Progress& progress);          // roster, members; false: stopped by progress
Result<bool> run_changes(Run& run, const Progress& progress);         // standing
Result<bool> run_organisations(Run& run, const Progress& progress);   // outlets, unions, coverage
Result<bool> run_stations(Run& run, const Progress& progress);
Result<bool> run_services(Run& run, const Progress& progress);

// Hands out data rows; counts the others. Returns false when `each` stopped.
Result<bool> each_data_row(Run& run, const std::function<bool(const RawRow&, std::int64_t seq)>& each);
// Writes the told rows of a part and the job's progress inside the part's transaction.
Result<void> keep_part(store::WriteTx& tx, Run& run, const std::vector<ImportRow>& told, std::int64_t from,
                       std::int64_t done);
// Counts a whole file of organisations anew, and gives what is told of its rows.
std::vector<ImportRow> told_rows(Run& run, const std::vector<OrganisationRow>& rows);
bool is_told(const Verdict& verdict);   // has something to say: not plainly accepted

}  // namespace niangjia::census
