#include <iostream>

#include "app/commands.h"
#include "base/text.h"
#include "modules/notices/sealing.h"
#include "modules/notices/store.h"

namespace niangjia::app {

namespace {

struct Told {
  notices::Notice notice;
  notices::Outgoing plain;
};

Result<std::vector<Told>> read_outbox(OpenHouse& open, const Actor& actor, const NoticesCommand& command) {
  Scope scope = visible(actor, "notices.read");
  std::vector<Told> told;
  for (Id before = 0; told.size() < static_cast<std::size_t>(command.limit);) {
    TRY(auto rows, open.database->read([&](store::ReadTx& tx) -> Result<std::vector<notices::Notice>> {
      return notices::list_notices(tx, scope, {}, before, kMaxPageRows);
    }));
    if (rows.empty()) break;
    before = rows.back().id;
    for (auto& n : rows) {
      TRY(auto plain, notices::unseal_outgoing(*open.vault, n));
      if (command.to.empty() || plain.address == command.to) told.push_back({std::move(n), std::move(plain)});
    }
  }
  if (told.size() > static_cast<std::size_t>(command.limit)) told.resize(static_cast<std::size_t>(command.limit));
  return told;
}

std::string json_of(const Told& one) {
  std::string more = "\"address\":";
  append_json_string(more, one.plain.address);
  more += ",\"text\":";
  append_json_string(more, one.plain.text);
  return record::to_json(one.notice, nullptr, more);
}

}  // namespace

int run_notices(const CommonOptions& common, const NoticesCommand& command) {
  auto open = open_house(common, Opening::must_exist);
  if (!open.ok()) return tell(open.problem(), common.json);
  auto actor = acting(*open, common);
  if (!actor.ok()) return tell(actor.problem(), common.json);
  auto told = read_outbox(*open, *actor, command);
  if (!told.ok()) return tell(told.problem(), common.json);
  std::string out = "[";
  for (const Told& one : *told) {
    if (common.json)
      out += (out == "[" ? "" : ",") + json_of(one);
    else
      std::cout << one.notice.created_at.iso() << "  " << record::label_of(one.notice.state) << "  "
                << one.plain.address << "  " << one.plain.text << "\n";
  }
  if (common.json) std::cout << out << "]\n";
  return 0;
}

}  // namespace niangjia::app
