#pragma once
// Refusals that only the edge knows (400, 405, 408, 431): a Problem sent with a status of its own.

#include "http/http.h"

namespace niangjia::http {

Response edge_problem(int status, const Problem& problem, std::string_view request_id);

}  // namespace niangjia::http
