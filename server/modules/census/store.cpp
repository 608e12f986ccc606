#include "modules/census/store.h"

#include <algorithm>

namespace niangjia::census {

using store::Param;
using store::Params;
using store::Row;

namespace {

// Lists are bound in fixed blocks, so that each engine prepares one statement per block size.
constexpr std::size_t kBlock = 200;

template <class T, class ToParam>
void in_blocks(const std::vector<T>& list, ToParam to_param, const std::function<void(const Params&)>& run) {
  for (std::size_t at = 0; at < list.size(); at += kBlock) {
    Params params;
    for (std::size_t i = at; i < at + kBlock; ++i) params.push_back(to_param(list[std::min(i, list.size() - 1)]));
    run(params);
  }
}

Params with_realm(Id realm_id, const Params& params) {
  Params out{realm_id};
  out.insert(out.end(), params.begin(), params.end());
  return out;
}

record::Blob blob_at(const Row& row, int column) { return record::Blob{std::string(row.blob(column))}; }

auto blob_param = [](const record::Blob* b) { return Param(*b); };
auto id_param = [](Id id) { return Param(id); };

}  // namespace

void load_unions(store::ReadTx& tx, Id realm_id, UnionBook& book) {
  tx.query(
      "SELECT id, parent_id, name, name_key, tree_path, township_code, status FROM trade_union WHERE realm_id = ? "
      "ORDER BY tree_path",
      Params{realm_id}, [&](const Row& r) {
        bool active = r.text(6) == "active" || r.text(6) == "preparing" || r.text(6) == "locked";
        book.add({r.integer(0), r.is_null(1) ? 0 : r.integer(1), std::string(r.text(2)), std::string(r.text(3)),
                  std::string(r.text(4)), std::string(r.text(5)), active});
        return true;
      });
}

void load_outlets(store::ReadTx& tx, Id realm_id, std::map<std::string, OutletPlace, std::less<>>& outlets) {
  tx.query("SELECT name_key, id, brand_id, township_code FROM outlet WHERE realm_id = ? ORDER BY id", Params{realm_id},
           [&](const Row& r) {
             outlets.try_emplace(std::string(r.text(0)),
                                 OutletPlace{r.integer(1), r.is_null(2) ? 0 : r.integer(2), std::string(r.text(3))});
             return true;
           });
}

bool cover_stands(store::ReadTx& tx, Id realm_id, Id union_id, Id unit_id) {
  return tx.integer("SELECT 1 FROM union_cover WHERE realm_id = ? AND union_id = ? AND unit_id = ?",
                    Params{realm_id, union_id, unit_id})
      .has_value();
}

std::string county_of(store::ReadTx& tx, Id realm_id) {
  return tx.text("SELECT division FROM realm WHERE id = ?", Params{realm_id}).value_or("");
}

std::vector<std::pair<Id, Date>> load_service_days(store::ReadTx& tx, Id realm_id) {
  std::vector<std::pair<Id, Date>> days;
  tx.query("SELECT DISTINCT station_id, given_on FROM service_given WHERE realm_id = ? ORDER BY station_id, given_on", Params{realm_id},
           [&](const Row& r) {
             if (auto day = Date::parse_iso(r.text(1))) days.emplace_back(r.integer(0), *day);
             return true;
           });
  return days;
}

std::string mark_of_other_ledgers(store::ReadTx& tx, Id realm_id, Id job_id) {
  std::string mark;
  tx.query("SELECT COUNT(*), COALESCE(SUM(done_rows), 0), COALESCE(MAX(id), 0) FROM import_job WHERE realm_id = ? AND kind = 'services' AND id <> ? "
           "AND done_rows > 0",
           Params{realm_id, job_id}, [&](const Row& r) {
             mark = std::to_string(r.integer(0)) + "/" + std::to_string(r.integer(1)) + "/" + std::to_string(r.integer(2));
             return false;
           });
  return mark;
}

namespace {

constexpr std::size_t kSpotsAtOnce = 64;

// One look into the index for each spot, said so that neither engine can mean anything else: joined to a list of spots, SQLite
// takes ten times as long, and PostgreSQL, before it has counted a new table, compares each spot with every row.
std::string spots_text() {
  std::string sql;
  for (std::size_t i = 0; i < kSpotsAtOnce; ++i)
    sql += std::string(i ? " UNION ALL " : "") +
           "SELECT station_id, item, given_on, given_min, amount, phone_index FROM service_given WHERE realm_id = ? AND station_id = ? "
           "AND given_on = ? AND given_min = ? AND undone_at IS NULL AND (import_id IS NULL OR import_id <> ?)";
  return sql;
}

}  // namespace

void load_services(store::ReadTx& tx, Id realm_id, Id job_id, const std::vector<ServiceSpot>& spots,
                   const std::function<void(const services::ServiceGiven&)>& each) {
  static const std::string sql = spots_text();
  std::vector<std::string> days(kSpotsAtOnce);
  for (std::size_t from = 0; from < spots.size(); from += kSpotsAtOnce) {
    Params params;
    for (std::size_t i = 0; i < kSpotsAtOnce; ++i) {
      // The last portion is filled up with a station that is none: one statement, prepared once.
      const ServiceSpot spot = from + i < spots.size() ? spots[from + i] : ServiceSpot();
      days[i] = spot.day.iso();
      params.insert(params.end(), {realm_id, spot.station_id, days[i], spot.minute, job_id});
    }
    tx.query(sql, params, [&](const Row& r) {
      services::ServiceGiven g;
      g.station_id = r.integer(0), g.item = r.text(1), g.given_on = Date::parse_iso(r.text(2)).value_or(Date());
      g.given_min = r.integer(3), g.amount = r.integer(4);
      if (!r.is_null(5)) g.phone_index = record::Blob{std::string(r.blob(5))};
      each(g);
      return true;
    });
  }
}

namespace {

// A person is counted in the census by any work as a courier, not left, inside the county. Gaps are told as one number.
constexpr std::string_view kKnownPerson =
    "SELECT p.identity_index, p.id, p.standing, p.union_id, p.joined_on, p.category, p.name, "
    "(SELECT count(*) FROM work_relation w WHERE w.realm_id = p.realm_id AND w.person_id = p.id), "
    "(SELECT count(*) FROM work_relation w WHERE w.realm_id = p.realm_id AND w.person_id = p.id AND w.category = 13 "
    "AND w.has_left = 0 AND w.township_code <> ''), p.problems, CASE WHEN p.phone_index IS NULL OR length(p.phone_index) = 0 THEN 1 ELSE 0 END + "
    "CASE WHEN p.category = 0 THEN 2 ELSE 0 END + CASE WHEN p.joined_on IS NULL THEN 4 ELSE 0 END + "
    "CASE WHEN p.ethnicity = '' THEN 8 ELSE 0 END + CASE WHEN p.education = '' THEN 16 ELSE 0 END + "
    "CASE WHEN p.politics = '' THEN 32 ELSE 0 END + CASE WHEN p.is_migrant = 0 THEN 64 ELSE 0 END + "
    "CASE WHEN p.platform = '' THEN 128 ELSE 0 END, p.born_on FROM person p WHERE p.realm_id = ? AND ";

KnownPerson known_person(const Row& r) {
  KnownPerson p;
  p.person_id = r.integer(1);
  p.standing = record::from_word<members::Standing>(r.text(2)).value_or(members::Standing::none);
  p.union_id = r.is_null(3) ? 0 : r.integer(3);
  if (!r.is_null(4)) p.joined_on = Date::parse_iso(r.text(4));
  p.category = static_cast<int>(r.integer(5));
  p.name = r.text(6);
  p.in_roster = r.integer(7) > 0;
  p.is_counted = r.integer(8) > 0;
  p.problems = static_cast<int>(r.integer(9));
  p.gaps = static_cast<int>(r.integer(10));
  if (!r.is_null(11)) p.born_on = Date::parse_iso(r.text(11));
  return p;
}

}  // namespace

void load_people(store::ReadTx& tx, Id realm_id, const std::vector<const record::Blob*>& indexes,
                 const std::function<void(const record::Blob&, KnownPerson)>& each) {
  static const std::string sql =
      std::string(kKnownPerson) + "p.identity_index IN (" + store::marks(kBlock) + ")";
  in_blocks(indexes, blob_param, [&](const Params& block) {
    tx.query(sql, with_realm(realm_id, block), [&](const Row& r) {
      each(blob_at(r, 0), known_person(r));
      return true;
    });
  });
}

void load_numbered(store::ReadTx& tx, Id realm_id, const std::vector<Id>& people,
                   const std::function<void(const record::Blob&, KnownPerson)>& each) {
  static const std::string sql = std::string(kKnownPerson) +
                                 "p.identity_index IS NOT NULL AND p.merged_into_id IS NULL AND p.id IN (" +
                                 store::marks(kBlock) + ")";
  in_blocks(people, id_param, [&](const Params& block) {
    tx.query(sql, with_realm(realm_id, block), [&](const Row& r) {
      each(blob_at(r, 0), known_person(r));
      return true;
    });
  });
}

void load_claims(store::ReadTx& tx, Id realm_id, const std::vector<const record::Blob*>& indexes,
                 const std::function<void(const record::Blob&)>& each) {
  static const std::string sql = "SELECT identity_index FROM standing_claim WHERE realm_id <> ? AND identity_index IN (" +
                                 store::marks(kBlock) + ")";
  in_blocks(indexes, blob_param, [&](const Params& block) {
    tx.query(sql, with_realm(realm_id, block), [&](const Row& r) {
      each(blob_at(r, 0));
      return true;
    });
  });
}

void load_phones(store::ReadTx& tx, Id realm_id, const std::vector<const record::Blob*>& phones,
                 const std::function<void(const record::Blob&, const record::Blob&)>& each) {
  static const std::string sql =
      "SELECT phone_index, identity_index FROM person WHERE realm_id = ? AND identity_index IS NOT NULL AND phone_index "
      "IN (" +
      store::marks(kBlock) + ") ORDER BY phone_index, id";
  in_blocks(phones, blob_param, [&](const Params& block) {
    tx.query(sql, with_realm(realm_id, block), [&](const Row& r) {
      each(blob_at(r, 0), blob_at(r, 1));
      return true;
    });
  });
}

void load_work(store::ReadTx& tx, Id realm_id, const std::vector<Id>& people,
               const std::function<void(Id, std::string_view, bool)>& each) {
  static const std::string sql =
      "SELECT person_id, outlet_name, has_left FROM work_relation WHERE realm_id = ? AND person_id IN (" +
      store::marks(kBlock) + ")";
  in_blocks(people, id_param, [&](const Params& block) {
    tx.query(sql, with_realm(realm_id, block), [&](const Row& r) {
      each(r.integer(0), r.text(1), r.integer(2) != 0);
      return true;
    });
  });
}

void load_events(store::ReadTx& tx, Id realm_id, const std::vector<Id>& people,
                 const std::function<void(Id, std::string_view, std::string_view, Id)>& each) {
  static const std::string sql =
      "SELECT person_id, kind, happened_on, union_id FROM standing_event WHERE realm_id = ? AND is_opening = 0 AND "
      "person_id IN (" +
      store::marks(kBlock) + ")";
  in_blocks(people, id_param, [&](const Params& block) {
    tx.query(sql, with_realm(realm_id, block), [&](const Row& r) {
      each(r.integer(0), r.text(1), r.text(2), r.is_null(3) ? 0 : r.integer(3));
      return true;
    });
  });
}

void load_open_transfers(store::ReadTx& tx, Id realm_id, const std::vector<Id>& people,
                         const std::function<void(const members::TransferRequest&)>& each) {
  static const std::string sql =
      store::select_from(members::transfer_request_shape) +
      "WHERE realm_id = ? AND state IN ('open', 'released') AND person_id IN (" + store::marks(kBlock) + ")";
  in_blocks(people, id_param, [&](const Params& block) {
    tx.query(sql, with_realm(realm_id, block), [&](const Row& r) {
      members::TransferRequest t;
      store::take_row(members::transfer_request_shape, &t, r);
      each(t);
      return true;
    });
  });
}

void update_standing(store::WriteTx& tx, const members::Person& p) {
  tx.execute(
      "UPDATE person SET union_id = ?, union_path = ?, standing = ?, joined_on = ?, category = ?, township_code = ?, "
      "updated_at = ?, version = version + 1 WHERE realm_id = ? AND id = ?",
      Params{p.union_id ? Param(p.union_id) : Param(nullptr), p.union_path, record::word_of(p.standing), p.joined_on,
             p.category, p.township_code, p.updated_at, p.realm_id, p.id});
}

void release_claim(store::WriteTx& tx, Id realm_id, Id person_id) {
  tx.execute(
      "DELETE FROM standing_claim WHERE realm_id = ? AND identity_index = (SELECT identity_index FROM person WHERE "
      "realm_id = ? AND id = ?)",
      Params{realm_id, realm_id, person_id});
}

void close_transfer(store::WriteTx& tx, Id realm_id, Id request_id, std::string_view state) {
  tx.execute(
      "UPDATE transfer_request SET state = ?, turn_path = '', version = version + 1 WHERE realm_id = ? AND id = ? AND "
      "state IN ('open', 'released')",
      Params{state, realm_id, request_id});
}

}  // namespace niangjia::census
