#include "modules/transfers/batch_receipt.h"

#include "access/taken_list.h"
#include "base/identifiers.h"
#include "modules/transfers/wire.h"

namespace niangjia::transfers {

namespace {

// The people and unions that some rows name.
struct RowNames {
  std::map<Id, members::Person> people;
  std::map<Id, std::string> unions;

  RowNames(store::ReadTx& tx, Id realm_id, const std::vector<BatchRow>& rows) {
    std::vector<Id> ids, places;
    for (const BatchRow& row : rows) ids.push_back(row.person_id), places.push_back(row.from_union_id);
    for (auto& p : members::people_by_id(tx, realm_id, std::move(ids))) {
      places.push_back(p.union_id);
      people.emplace(p.id, std::move(p));
    }
    for (auto& u : members::places_of_unions(tx, realm_id, std::move(places))) unions[u.id] = std::move(u.name);
  }
  const members::Person* person(const BatchRow& row) const {
    auto it = people.find(row.person_id);
    return it == people.end() ? nullptr : &it->second;
  }
  std::string union_of(Id id) const {
    auto it = unions.find(id);
    return it == unions.end() ? std::string() : it->second;
  }
};

std::string masked(House& house, const members::Person* p) {
  if (!p) return {};
  auto plain = members::unseal_identity(house.vault, *p);
  return plain.ok() ? mask_identity(*plain) : std::string();
}

std::string counts_json(const BatchCounts& counts) {
  std::string out = "{";
  for (const auto& [outcome, rows] : counts.by_outcome)
    out += std::string(out.size() > 1 ? ",\"" : "\"") + std::string(record::word_of(outcome)) +
           "\":" + std::to_string(rows);
  return out + "}";
}

}  // namespace

std::string batch_json(store::ReadTx& tx, const Actor& actor, const TransferBatch& batch) {
  const BatchCounts counts = counts_of(tx, batch);
  std::string reasons, allowed, from, to;
  for (const auto& reason : counts.reasons)
    reasons += std::string(reasons.empty() ? "" : ",") + "{\"code\":" + quoted(reason.code) +
               ",\"detail\":" + quoted(reason.detail) + ",\"rows\":" + std::to_string(reason.rows) + "}";
  if (allow(actor, "transfers.bulk", RowPlace{batch.realm_id, batch.union_path, 0, 0}).ok())
    for (BatchVerb verb : open_verbs(batch.state))
      allowed += (allowed.empty() ? "\"" : ",\"") + std::string(record::word_of(verb)) + "\"";
  for (const auto& place : members::places_of_unions(tx, batch.realm_id, {batch.from_union_id, batch.to_union_id}))
    (place.id == batch.from_union_id ? from : to) = place.name;
  return record::to_json(batch, nullptr,
                         "\"from_name\":" + quoted(from) + ",\"to_name\":" + quoted(to) +
                             ",\"counts\":" + counts_json(counts) + ",\"reasons\":[" + reasons + "],\"allowed\":[" +
                             allowed + "]");
}

std::string batch_rows_json(House& house, store::ReadTx& tx, Id realm_id, const std::vector<BatchRow>& rows) {
  const RowNames names(tx, realm_id, rows);
  std::string items;
  for (const BatchRow& row : rows) {
    const members::Person* p = names.person(row);
    items += std::string(items.empty() ? "" : ",") +
             record::to_json(row, nullptr,
                             "\"name\":" + quoted(p ? p->name : "") + ",\"from_name\":" +
                                 quoted(names.union_of(row.from_union_id)) + ",\"identity_number\":" +
                                 quoted(masked(house, p)) + ",\"union_name\":" +
                                 quoted(p ? names.union_of(p->union_id) : ""));
  }
  return items;
}

Result<std::string> export_receipt(House& house, const Actor& actor, Id id, const Query& query) {
  const Scope scope = visible(actor, "transfers.bulk");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(TransferBatch batch, seen_batch(tx, actor, id));
    auto columns = sheet::book_columns(
        batch_row_shape, {{"name", "姓名"}, {"identity_number", "证件号码"}, {"from_name", "原工会"}, {"union_name", "现所在工会"}},
        value_of(query, "columns").empty() ? "seq,name,identity_number,from_name,union_name,outcome,detail"
                                           : value_of(query, "columns"));
    std::vector<BatchRow> page;
    std::optional<RowNames> names;
    std::size_t at = 0;
    std::int64_t after = 0;
    auto load = [&] {
      page = list_rows(tx, batch, std::nullopt, after, kMaxPageRows);
      names.emplace(tx, batch.realm_id, page);
      at = 0;
      if (!page.empty()) after = page.back().seq;
    };
    load();
    const std::string note = std::string(record::label_of(batch.act)) + "，" + batch.happened_on.iso() + "，事由：" +
                             batch.reason + "，经办人：" + batch.asked_by + "　" + taking.note();
    return sheet::write_book("批量办理回执", note, taking.watermark(), columns, [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
      if (at == page.size()) load();
      if (page.empty()) return false;
      const BatchRow& row = page[at++];
      const members::Person* p = names->person(row);
      for (const auto& c : columns) {
        if (c.key == "name")
          cells.push_back(sheet::text_cell(p ? p->name : ""));
        else if (c.key == "identity_number")
          cells.push_back(sheet::text_cell(masked(house, p)));
        else if (c.key == "from_name")
          cells.push_back(sheet::text_cell(names->union_of(row.from_union_id)));
        else if (c.key == "union_name")
          cells.push_back(sheet::text_cell(p ? names->union_of(p->union_id) : ""));
        else
          cells.push_back(sheet::book_cell(*c.field, &row));
      }
      return true;
    });
  }));
  return taking.journalled(scope, "transfer_batch", "导出批量办理回执", book);
}

}  // namespace niangjia::transfers
