#pragma once
// The module's only SQL.

#include "access/list_question.h"
#include "modules/notices/notices.h"

namespace niangjia::notices {

struct NoticeFilter {
  std::optional<NoticeState> state;
  std::string template_code;
  Id subject_id = 0;
};
// Newest first; `before_id` 0: from the newest.
std::vector<Notice> list_notices(store::ReadTx& tx, const Scope& scope, const NoticeFilter& filter,
                                 Id before_id, int limit);
std::int64_t count_notices(store::ReadTx& tx, const Scope& scope, const NoticeFilter& filter);
std::optional<Notice> find_notice(store::ReadTx& tx, Id realm_id, Id id);

bool has_due(store::ReadTx& tx, Id realm_id, Instant now);
// Notices that are due, taken for `lease_ms`: nobody else takes them in that time, so two servers do not send
// twice, and what a killed server took is taken again.
std::vector<Notice> take_due(store::WriteTx& tx, Id realm_id, Instant now, std::int64_t lease_ms, int limit);
void settle(store::WriteTx& tx, const Notice& notice);
// Back into the queue: for an operator who repaired a carrier. False: it does not wait for that.
bool send_again(store::WriteTx& tx, const Permit& permit, Id id, Instant now);
// The text of what was settled long ago is of no use to anybody: it is dropped, the row stays.
std::int64_t forget_texts(store::WriteTx& tx, Id realm_id, Instant before);

}  // namespace niangjia::notices
