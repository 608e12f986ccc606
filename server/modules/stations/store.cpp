#include "modules/stations/store.h"

#include <charconv>
#include <cstdio>

#include "base/text.h"

namespace niangjia::stations {

using store::Params;
using store::ReadTx;
using store::Row;
using store::WriteTx;

namespace {

// Bound values are views: what is made for a question lives here until it has run.
struct Where {
  Scope scope;
  std::string name, words, status, sql;
  Params params;

  Where(const Scope& s, const StationFilter& f) : scope(f.under.empty() ? s : s.narrowed(f.under)) {
    sql = "WHERE " + scope.condition("", "union_path", params);
    if (!f.words.empty()) {
      name = containing(organisation_key(f.words)), words = containing(trim(f.words));
      sql += " AND (name_key LIKE ? ESCAPE '!' OR number LIKE ? ESCAPE '!' OR address LIKE ? ESCAPE '!')";
      for (const std::string* text : {&name, &words, &words}) params.emplace_back(*text);
    }
    if (!f.township.empty()) sql += " AND township_code = ?", params.emplace_back(f.township);
    if (!f.brand.empty()) sql += " AND brand = ?", params.emplace_back(f.brand);
    if (f.status) status = record::word_of(*f.status), sql += " AND status = ?", params.emplace_back(status);
    if (f.wants_datum) sql += " AND datum = 'unknown' AND lon_e7 <> 0";
    if (f.wants_position) sql += " AND lon_e7 = 0";
    if (f.wants_hours) sql += " AND hours = ''";
    if (f.wants_map)
      sql += " AND status IN ('in_use', 'repair') AND NOT EXISTS (SELECT 1 FROM station_listing l WHERE l.realm_id = station.realm_id "
             "AND l.station_id = station.id AND l.state = 'listed')";
    if (f.photos_before) {
      sql += " AND status IN ('in_use', 'repair', 'paused') AND EXISTS (SELECT 1 FROM station_photo p WHERE p.realm_id = "
             "station.realm_id AND p.station_id = station.id GROUP BY p.subject HAVING max(p.taken_at) < ?)";
      params.emplace_back(*f.photos_before);
    }
  }
};

}  // namespace

std::optional<Station> find_station(ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Station>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

StationPage list_stations(ReadTx& tx, const Scope& scope, const StationFilter& filter, Id after, int limit) {
  StationPage page;
  if (scope.sees_nothing()) return page;
  Where where(scope, filter);
  if (where.scope.sees_nothing()) return page;
  page.total = tx.integer("SELECT count(*) FROM station " + where.sql, where.params).value_or(0);
  where.params.emplace_back(after);
  where.params.emplace_back(limit + 1);
  page.items = tx.select<Station>(where.sql + " AND id > ? ORDER BY id LIMIT ?", where.params);
  if (static_cast<int>(page.items.size()) > limit) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

void count_stations(ReadTx& tx, const Scope& scope,
                    const std::function<void(std::string_view, std::string_view, std::int64_t)>& each) {
  if (scope.sees_nothing()) return;
  Params params;
  const std::string where = scope.condition("", "union_path", params);
  tx.query("SELECT brand, status, count(*) FROM station WHERE " + where + " GROUP BY brand, status ORDER BY brand, status",
           params, [&](const Row& row) {
             each(row.text(0), row.text(1), row.integer(2));
             return true;
           });
}

std::vector<StationKit> kit_of(ReadTx& tx, Id realm_id, Id station_id) {
  return tx.select<StationKit>("WHERE realm_id = ? AND station_id = ? ORDER BY item", Params{realm_id, station_id});
}

std::vector<StationListing> listings_of(ReadTx& tx, Id realm_id, Id station_id) {
  return tx.select<StationListing>("WHERE realm_id = ? AND station_id = ? ORDER BY platform", Params{realm_id, station_id});
}

std::map<Id, std::vector<StationListing>> listings_between(ReadTx& tx, Id realm_id, Id first, Id last) {
  std::map<Id, std::vector<StationListing>> found;
  for (StationListing& row : tx.select<StationListing>("WHERE realm_id = ? AND station_id >= ? AND station_id <= ? ORDER BY station_id, platform",
                                                       Params{realm_id, first, last}))
    found[row.station_id].push_back(std::move(row));
  return found;
}

std::vector<StationClosing> closings_of(ReadTx& tx, Id realm_id, Id station_id, Date from) {
  const std::string day = from.iso();
  return tx.select<StationClosing>(
      "WHERE realm_id = ? AND station_id = ? AND (to_on IS NULL OR to_on >= ?) ORDER BY from_on, id LIMIT 100",
      Params{realm_id, station_id, day});
}

std::string path_of_union(ReadTx& tx, Id realm_id, Id union_id) {
  return tx.text("SELECT tree_path FROM trade_union WHERE realm_id = ? AND id = ?", Params{realm_id, union_id}).value_or("");
}

std::string name_of_union(ReadTx& tx, Id realm_id, Id union_id) {
  return tx.text("SELECT name FROM trade_union WHERE realm_id = ? AND id = ?", Params{realm_id, union_id}).value_or("");
}

UnionSpot union_of_township(ReadTx& tx, Id realm_id, std::string_view township) {
  UnionSpot spot;
  auto take = [&](const Row& row) {
    spot = {row.integer(0), std::string(row.text(1))};
    return false;
  };
  if (!township.empty())
    tx.query(
        "SELECT u.id, u.tree_path FROM trade_union u JOIN trade_union r ON r.realm_id = u.realm_id AND r.id = u.parent_id "
        "WHERE u.realm_id = ? AND u.township_code = ? AND r.parent_id IS NULL AND u.name LIKE '%总工会' AND u.status = "
        "'active' ORDER BY u.id LIMIT 1",
        Params{realm_id, township}, take);
  if (spot.id == 0)
    tx.query("SELECT id, tree_path FROM trade_union WHERE realm_id = ? AND parent_id IS NULL ORDER BY id LIMIT 1",
             Params{realm_id}, take);
  return spot;
}

Outline outline_of(ReadTx& tx, Id realm_id) {
  return unpack_outline(tx.text("SELECT rings FROM realm_outline WHERE realm_id = ?", Params{realm_id}).value_or(""));
}

void save_outline(WriteTx& tx, const Permit&, Id realm_id, const Outline& outline, Datum datum, Instant at) {
  const std::string rings = pack_outline(outline);
  tx.execute("DELETE FROM realm_outline WHERE realm_id = ?", Params{realm_id});
  tx.execute("INSERT INTO realm_outline (realm_id, rings, datum, updated_at) VALUES (?, ?, ?, ?)",
             Params{realm_id, rings, datum_word(datum), at});
  touch_stations(tx, realm_id);
}

std::string root_path(ReadTx& tx, Id realm_id) {
  return tx.text("SELECT tree_path FROM trade_union WHERE realm_id = ? AND parent_id IS NULL ORDER BY id LIMIT 1",
                 Params{realm_id}).value_or("");
}

std::string realm_name(ReadTx& tx, Id realm_id) {
  return tx.text("SELECT name FROM realm WHERE id = ?", Params{realm_id}).value_or("");
}

std::string division_of(ReadTx& tx, Id realm_id) {
  return tx.text("SELECT division FROM realm WHERE id = ?", Params{realm_id}).value_or("");
}

std::string next_number(ReadTx& tx, Id realm_id, std::string_view division) {
  const std::string from = std::string(division) + "000", to = std::string(division) + "999";
  const std::string last = tx.text("SELECT max(number) FROM station WHERE realm_id = ? AND number >= ? AND number <= ? AND "
                                   "length(number) = 9", Params{realm_id, from, to}).value_or("");
  int serial = 0;
  if (last.size() == 9) std::from_chars(last.data() + 6, last.data() + 9, serial);
  char tail[16];
  std::snprintf(tail, sizeof tail, "%03d", serial + 1);
  return std::string(division) + tail;
}

void touch_stations(WriteTx& tx, Id realm_id) {
  tx.execute("INSERT INTO station_epoch (realm_id, epoch) VALUES (?, 1) ON CONFLICT (realm_id) DO UPDATE SET epoch = "
             "station_epoch.epoch + 1",
             Params{realm_id});
}

std::int64_t epoch_of(ReadTx& tx, Id realm_id) {
  return tx.integer("SELECT epoch FROM station_epoch WHERE realm_id = ?", Params{realm_id}).value_or(0);
}

std::vector<StationPlace> station_places(ReadTx& tx, Id realm_id) {
  std::vector<StationPlace> places;
  tx.query("SELECT id, number, name, name_key, union_path, township_code, opened_on FROM station WHERE realm_id = ? "
           "ORDER BY id",
           Params{realm_id}, [&](const Row& row) {
             places.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)),
                               std::string(row.text(4)), std::string(row.text(5)),
                               row.is_null(6) ? std::nullopt : Date::parse_iso(row.text(6))});
             return true;
           });
  return places;
}

void insert_station(WriteTx& tx, const Permit&, const Station& row) {
  tx.insert(row);
  touch_stations(tx, row.realm_id);
}

bool save_station(WriteTx& tx, const Permit&, const Station& row) {
  if (tx.execute("UPDATE station SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                 Params{row.realm_id, row.id, row.version - 1}) != 1)
    return false;
  tx.update(row);
  touch_stations(tx, row.realm_id);
  return true;
}

void replace_kit(WriteTx& tx, const Permit&, Id realm_id, Id station_id, const std::vector<StationKit>& kit) {
  tx.execute("DELETE FROM station_kit WHERE realm_id = ? AND station_id = ?", Params{realm_id, station_id});
  tx.insert_all(kit);
  touch_stations(tx, realm_id);
}

void keep_listing(WriteTx& tx, const Permit&, const StationListing& row) {
  tx.execute("DELETE FROM station_listing WHERE realm_id = ? AND station_id = ? AND platform = ?",
             Params{row.realm_id, row.station_id, row.platform});
  if (row.state != ListingState::none) tx.insert(row);
}

bool remove_closing(WriteTx& tx, const Permit&, Id realm_id, Id station_id, Id id) {
  touch_stations(tx, realm_id);
  return tx.execute("DELETE FROM station_closing WHERE realm_id = ? AND station_id = ? AND id = ?",
                    Params{realm_id, station_id, id}) == 1;
}

void each_public_station(ReadTx& tx, Id realm_id, const std::function<void(const Station&)>& each) {
  const std::string sql = store::select_from(station_shape) +
                          "WHERE realm_id = ? AND status IN ('in_use', 'repair', 'paused') AND lon_e7 <> 0 ORDER BY id";
  tx.query(sql, Params{realm_id}, [&](const Row& row) {
    Station station;
    store::take_row(station_shape, &station, row);
    each(station);
    return true;
  });
}

void each_kit(ReadTx& tx, Id realm_id, const std::function<void(Id, std::string_view, std::string_view)>& each) {
  tx.query("SELECT station_id, item, state FROM station_kit WHERE realm_id = ? ORDER BY station_id, item", Params{realm_id},
           [&](const Row& row) {
             each(row.integer(0), row.text(1), row.text(2));
             return true;
           });
}

void each_closing(ReadTx& tx, Id realm_id, Date today, const std::function<void(const StationClosing&)>& each) {
  const std::string day = today.iso();
  for (const StationClosing& closing :
       tx.select<StationClosing>("WHERE realm_id = ? AND (to_on IS NULL OR to_on >= ?) ORDER BY station_id, from_on",
                                 Params{realm_id, day}))
    each(closing);
}

std::optional<RealmFace> public_realm(ReadTx& tx, std::string_view division) {
  std::optional<RealmFace> realm;
  auto take = [&](const Row& row) {
    realm = RealmFace{row.integer(0), std::string(row.text(1)), std::string(row.text(2))};
    return false;
  };
  if (division.empty()) tx.query("SELECT id, name, division FROM realm ORDER BY id LIMIT 1", Params{}, take);
  else tx.query("SELECT id, name, division FROM realm WHERE division = ? ORDER BY id LIMIT 1", Params{division}, take);
  return realm;
}

}  // namespace niangjia::stations
