#pragma once
// What the union holds about a person, as a paper to read and keep (个人信息保护法 art. 45): the same fields as own_json().

#include "modules/workers/actions.h"
#include "paper/paper.h"

namespace niangjia::workers {

paper::Statement own_statement(const OwnRecord& own, const WorkerSession& current, Instant at);
// The PDF with its number, journalled.
Result<std::string> take_own_paper(House& house, const Worker& worker);

}  // namespace niangjia::workers
