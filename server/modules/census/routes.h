#pragma once
// The import centre over HTTP, and the one thread that works its jobs.

#include "http/http.h"
#include "modules/census/import.h"

namespace niangjia::census {

// Rows for add_access_rows().
const std::vector<AccessRow>& access_rows();

// Checks and commits jobs one after another on a thread of its own. A job that a stop or a kill cut off goes on when the
// program starts again.
class JobThread {
 public:
  explicit JobThread(House& house);
  ~JobThread();   // lets the running part finish
  void check(const Actor& actor, Id job_id);
  void commit(const Actor& actor, Id job_id);
  void resume_all(Id realm_id, const Actor& machine_operator);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// `folder`: where uploaded files are kept (0700).
void add_routes(http::Router& router, House& house, JobThread& jobs, const std::string& folder);

}  // namespace niangjia::census
