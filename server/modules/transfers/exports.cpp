#include "modules/transfers/exports.h"

#include "access/taken_list.h"
#include "base/identifiers.h"

namespace niangjia::transfers {

namespace {

template <class E>
Result<std::optional<E>> read_word(const Query& query, const std::string& name) {
  std::string text = value_of(query, name);
  if (text.empty()) return std::optional<E>();
  auto word = record::from_word<E>(text);
  if (!word) return wrong_query(name, "没有这个选项，请从列表中选择。");
  return word;
}

Result<Turn> read_turn(const Query& query) {
  std::string text = value_of(query, "turn");
  if (text.empty()) return Turn::any;
  if (text == "mine") return Turn::mine;
  if (text == "from") return Turn::from;
  if (text == "to") return Turn::to;
  return wrong_query("turn", "只能选本级办理、待转出工会或待转入工会。");
}

}  // namespace

Result<TransferFilter> read_transfer_filter(const Query& query, Date today) {
  TransferFilter f;
  f.today = today;
  f.only_open = value_of(query, "state") == "waiting";
  if (!f.only_open) {
    TRY(f.state, read_word<TransferState>(query, "state"));
  }
  TRY(f.kind, read_word<TransferKind>(query, "kind"));
  TRY(f.turn, read_turn(query));
  f.only_out = value_of(query, "side") == "out";
  f.only_in = value_of(query, "side") == "in";
  f.only_overdue = value_of(query, "overdue") == "1";
  TRY(f.words, read_words(query, "q"));
  TRY(f.order, read_order(query, {"name", "due_on", "asked_at"}));
  TRY(f.person_id, read_id_of(query, "member", "mem"));
  TRY(f.union_id, read_id_of(query, "union", "uni"));
  return f;
}

namespace {

sheet::OutCell cell_of(House& house, const sheet::BookColumn& column, const TransferRequest& r,
                       const ItemWriter& names) {
  const members::Person* p = names.person_of(r);
  if (column.key == "name") return sheet::text_cell(p ? p->name : "");
  if (column.key == "identity_number") {
    auto plain = p ? members::unseal_identity(house.vault, *p) : Result<std::string>(std::string());
    return sheet::text_cell(plain.ok() ? mask_identity(*plain) : "");
  }
  if (column.key == "from_name") return sheet::text_cell(std::string(names.union_name(r.from_union_id)));
  if (column.key == "to_name")
    return sheet::text_cell(r.to_union_id ? std::string(names.union_name(r.to_union_id)) : r.other_union_name);
  return sheet::book_cell(*column.field, &r);
}

// The rows of a list, page by page: memory does not grow with the list.
class Rows {
 public:
  Rows(House& house, const Actor& actor, store::ReadTx& tx, Sight sight, TransferFilter filter)
      : house_(house), actor_(actor), tx_(tx), sight_(std::move(sight)), filter_(std::move(filter)) {}
  const TransferRequest* next() {
    if (at_ == page_.size()) load();
    return page_.empty() ? nullptr : &page_[at_++];
  }
  const ItemWriter& names() const { return *names_; }

 private:
  void load() {
    page_ = list_transfers(tx_, sight_, filter_, after_, kMaxPageRows);
    at_ = 0;
    names_.emplace(house_, actor_, tx_, page_);
    if (!page_.empty()) after_ = page_.back().id;
  }
  House& house_;
  const Actor& actor_;
  store::ReadTx& tx_;
  Sight sight_;
  TransferFilter filter_;
  std::vector<TransferRequest> page_;
  std::optional<ItemWriter> names_;
  std::size_t at_ = 0;
  Id after_ = 0;
};

}  // namespace

Result<std::string> export_transfers(House& house, const Actor& actor, const Query& query) {
  Sight sight{visible(actor, "transfers.export"), visible(actor, "transfers.decide")};
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(TransferFilter filter, read_transfer_filter(query, house.clock.today()));
    auto columns = sheet::book_columns(members::transfer_request_shape,
                                       {{"name", "姓名"},
                                        {"identity_number", "证件号码"},
                                        {"from_name", "转出工会名称"},
                                        {"to_name", "转入工会名称"}},
                                       value_of(query, "columns"));
    Rows rows(house, actor, tx, sight, filter);
    return sheet::write_book("转会申请", taking.note(), taking.watermark(), columns,
                             [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                               const TransferRequest* r = rows.next();
                               if (!r) return false;
                               for (const auto& c : columns) cells.push_back(cell_of(house, c, *r, rows.names()));
                               return true;
                             });
  }));
  return taking.journalled(sight.read, "transfer", "导出转会申请", book);
}

}  // namespace niangjia::transfers
