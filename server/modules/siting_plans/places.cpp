// Places: entered by hand, by a click on the map, or as a list.
#include "modules/siting_plans/actions.h"

#include "base/text.h"
#include "modules/divisions/divisions.h"
#include "modules/siting_plans/areas.h"
#include "modules/stations/stations.h"

namespace niangjia::siting_plans {

namespace {

constexpr std::size_t kMostTold = 500;

RowPlace spot_of(const SitingPlace& p) { return {p.realm_id, p.union_path, 0, 0}; }

Problem changed_meanwhile() {
  return refuse(Code::conflict, "siting.changed", "这个场所刚被他人修改过，本次没有保存。请刷新后核对，再重新修改。");
}

Problem name_taken(const SitingPlace& p) {
  return wrong_field("name", "这个镇街已经登记过“" + p.name + "”，请修改原来那一条，或换一个名称。");
}

void tell(store::WriteTx& tx, House& house, const Permit& permit, const SitingPlace& row, std::string_view before,
          std::string_view after) {
  write_journal(tx, permit, house.ids.next(), house.clock.now(), {"siting_place", row.id, row.union_path, before, after, ""});
}

bool has_moved(const SitingPlace& row, const SitingPlace* previous) {
  return !previous || previous->written_position != row.written_position || previous->datum != row.datum;
}

// Everything that is asked of a place before it is written, whether one or a thousand.
Result<Permit> judge(store::ReadTx& tx, const Actor& actor, const Area& home, SitingPlace& row, const SitingPlace* previous) {
  CHECK_OK(settle(row, previous));
  if (has_moved(row, previous)) CHECK_OK(stations::must_lie_inside(tx, row.realm_id, row.written_position, row.datum));
  if (!previous || previous->township_code != row.township_code) {
    const Area area = area_of_township(tx, home, row);
    row.union_id = area.union_id, row.union_path = area.path, row.township_code = area.township;
  }
  return allow(actor, "siting.edit", spot_of(row));
}

Result<SitingPlace> create_in(store::WriteTx& tx, House& house, const Actor& actor, SitingPlace row, const IdempotencyKey* key) {
  row.realm_id = actor.realm_id, row.id = house.ids.next(), row.version = 1, row.updated_at = house.clock.now();
  TRY(Permit permit, judge(tx, actor, home_of(tx, actor, "siting.edit"), row, nullptr));
  if (key && !claim_key(tx, permit, *key, row.updated_at)) return key_in_use();
  if (!insert_place(tx, permit, row)) return name_taken(row);
  const std::string text = record::to_json(row);
  tell(tx, house, permit, row, "", text);
  if (key) complete_key(tx, permit, *key, {201, text});
  return row;
}

Result<SitingPlace> edit_in(store::WriteTx& tx, House& house, const Actor& actor, Id id, std::int64_t seen_version,
                            std::string_view change_json) {
  auto before = find_place(tx, actor.realm_id, id);
  if (!before) return no_such_place();
  CHECK_OK(allow_seen(actor, "siting.edit", "siting.read", spot_of(*before), no_such_place));
  SitingPlace after = *before;
  CHECK_OK(record::read_record(change_json, siting_place_shape, &after, true, nullptr));
  after.kind = before->kind;
  TRY(Permit permit, judge(tx, actor, home_of(tx, actor, "siting.edit"), after, &*before));
  if (name_is_taken(tx, after)) return name_taken(after);
  after.version = seen_version + 1;
  after.updated_at = house.clock.now();
  if (!save_place(tx, permit, after)) return changed_meanwhile();
  tell(tx, house, permit, after, record::to_json(*before), record::to_json(after));
  return after;
}

// --- a list ---
class ListTaker {
 public:
  ListTaker(store::WriteTx& tx, House& house, const Actor& actor, PlaceKind kind, bool is_trial)
      : tx_(tx), house_(house), actor_(actor), is_trial_(is_trial), home_(home_of(tx, actor, "siting.edit")),
        division_(division_of(tx, actor.realm_id)), standing_(places_by_key(tx, actor.realm_id, kind)) {}

  SheetReceipt receipt;

  Result<void> take(PlaceRow row) {
    ++receipt.rows;
    RowVerdict verdict{row.row, row.place.name, "", std::move(row.doubts)};
    std::string fault = row.fault.empty() ? place_township(row) : row.fault;
    if (fault.empty()) {
      TRY(fault, settle_row(row.place, verdict));
    }
    if (!fault.empty()) {
      ++receipt.refused;
      verdict.outcome = "refused";
      verdict.sentences.insert(verdict.sentences.begin(), std::move(fault));
    }
    if (!verdict.sentences.empty() && receipt.told.size() < kMostTold) receipt.told.push_back(std::move(verdict));
    return {};
  }

 private:
  std::string place_township(PlaceRow& row) const {
    if (row.township.empty()) return {};
    const auto match = divisions::book().find_township(division_, row.township);
    if (match.how == divisions::TownshipMatch::How::none) return "镇街“" + row.township + "”在本县（市、区）找不到，请核对。";
    row.place.township_code = match.code;
    return {};
  }

  // What the sheet leaves empty stays as it stood.
  static void fill_from(SitingPlace& row, const SitingPlace& before) {
    row.realm_id = before.realm_id, row.id = before.id, row.union_id = before.union_id, row.union_path = before.union_path;
    row.lon_e7 = before.lon_e7, row.lat_e7 = before.lat_e7;  // settle() reads them anew when other words are written
    if (row.written_position.empty()) row.written_position = before.written_position, row.datum = before.datum;
    if (row.address.empty()) row.address = before.address;
    if (row.host_unit.empty()) row.host_unit = before.host_unit;
    if (row.contact_name.empty()) row.contact_name = before.contact_name;
    if (row.note.empty()) row.note = before.note;
    if (!row.capacity) row.capacity = before.capacity;
    if (row.people == 0) row.people = before.people;
    if (row.willing == Willing::unknown) row.willing = before.willing;
    row.version = before.version, row.updated_at = before.updated_at;
  }

  // A sentence when the row is refused; a Problem only when the whole list must be.
  Result<std::string> settle_row(SitingPlace row, RowVerdict& verdict) {
    row.realm_id = actor_.realm_id, row.name_key = organisation_key(row.name);
    if (row.township_code.empty()) row.township_code = home_.township;
    const auto found = standing_.find(key_of(row));
    const bool is_known = found != standing_.end();
    const SitingPlace before = is_known ? found->second : SitingPlace{};
    if (is_known) fill_from(row, before);
    auto permit = judge(tx_, actor_, home_, row, is_known ? &before : nullptr);
    if (!permit.ok()) return permit.problem().fields.empty() ? permit.problem().message : permit.problem().fields.front().message;
    const std::string old_text = is_known ? record::to_json(before) : "";
    if (is_known && record::to_json(row) == old_text) return ++receipt.same, verdict.outcome = "same", std::string();
    row.id = is_known ? before.id : house_.ids.next();
    row.version = is_known ? before.version + 1 : 1, row.updated_at = house_.clock.now();
    if (!is_trial_ && !(is_known ? save_place(tx_, *permit, row) : insert_place(tx_, *permit, row))) return changed_meanwhile();
    if (!is_trial_) tell(tx_, house_, *permit, row, old_text, record::to_json(row));
    ++(is_known ? receipt.changed : receipt.added);
    verdict.outcome = is_known ? "changed" : "added";
    standing_.insert_or_assign(key_of(row), row);
    return std::string();
  }

  store::WriteTx& tx_;
  House& house_;
  const Actor& actor_;
  const bool is_trial_;
  const Area home_;
  const std::string division_;
  std::map<std::string, SitingPlace> standing_;
};

}  // namespace

Problem no_such_place() {
  return refuse(Code::not_found, "siting.no_place", "找不到这个场所，可能已被删除，或不在本人管辖范围内。");
}

Result<SitingPlace> create_place(House& house, const Actor& actor, const SitingPlace& input, const IdempotencyKey* key) {
  return house.database.write([&](store::WriteTx& tx) { return create_in(tx, house, actor, input, key); });
}

Result<SitingPlace> edit_place(House& house, const Actor& actor, Id id, std::int64_t seen_version, std::string_view change_json) {
  return house.database.write([&](store::WriteTx& tx) { return edit_in(tx, house, actor, id, seen_version, change_json); });
}

Result<void> drop_place(House& house, const Actor& actor, Id id) {
  return house.database.write([&](store::WriteTx& tx) -> Result<void> {
    auto place = find_place(tx, actor.realm_id, id);
    if (!place) return no_such_place();
    TRY(Permit permit, allow_seen(actor, "siting.edit", "siting.read", spot_of(*place), no_such_place));
    remove_place(tx, permit, *place);
    tell(tx, house, permit, *place, record::to_json(*place), "");
    return {};
  });
}

Result<SheetReceipt> take_list(House& house, const Actor& actor, PlaceKind kind, const std::string& path, bool is_trial) {
  TRY(PlaceSheet sheet, read_places(path, kind));
  return house.database.write(
      [&](store::WriteTx& tx) -> Result<SheetReceipt> {
        ListTaker taker(tx, house, actor, kind, is_trial);
        for (const PlaceRow& row : sheet.rows) CHECK_OK(taker.take(row));
        taker.receipt.unread_columns = sheet.unread_columns;
        return std::move(taker.receipt);
      },
      store::Weight::bulk);
}

}  // namespace niangjia::siting_plans
