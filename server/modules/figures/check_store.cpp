// The identities of DESIGN section 6, each compared set-wise: a handful of grouped statements, whatever the
// number of members.
#include <cstdlib>

#include "modules/figures/figures.h"
#include "modules/figures/query.h"

namespace niangjia::figures {

namespace {

using store::Params;
using store::ReadTx;
using store::Row;

constexpr std::size_t kMaxTold = 20;  // sentences for one identity; the rest is a number
using ByPath = std::map<std::string, std::int64_t>;

ByPath sums_by(ReadTx& tx, std::string_view sql, const Params& params) {
  ByPath out;
  tx.query(sql, params, [&](const Row& row) {
    if (std::int64_t n = row.integer(1); n != 0) out[std::string(row.text(0))] += n;
    return true;
  });
  return out;
}

class Findings {
 public:
  explicit Findings(std::vector<std::string>& out) : out_(out) {}
  void begin() { told_ = 0; }
  void tell(std::string sentence) {
    if (++told_ <= kMaxTold) out_.push_back(std::move(sentence));
  }
  void end(std::string_view what) {
    if (told_ > kMaxTold)
      out_.push_back(std::string(what) + "：另有 " + std::to_string(told_ - kMaxTold) +
                     " 处同类不符未逐一列出。");
  }

 private:
  std::vector<std::string>& out_;
  std::size_t told_ = 0;
};

void compare(Findings& findings, const ByPath& left, const ByPath& right, std::string_view what,
             std::string_view left_name, std::string_view right_name) {
  findings.begin();
  auto tell = [&](const std::string& key, std::int64_t l, std::int64_t r) {
    if (l != r)
      findings.tell(std::string(what) + "不符（" + key + "）：" + std::string(left_name) + " " +
                    std::to_string(l) + "，" + std::string(right_name) + " " + std::to_string(r) + "。");
  };
  auto value = [](const ByPath& map, const std::string& key) {
    auto it = map.find(key);
    return it == map.end() ? 0 : it->second;
  };
  for (const auto& [key, n] : left) tell(key, n, value(right, key));
  for (const auto& [key, n] : right)
    if (!left.contains(key)) tell(key, 0, n);
  findings.end(what);
}

void check_stocks(ReadTx& tx, Id realm_id, Findings& findings) {
  auto facts_of = [&](Indicator i) {
    return sums_by(
        tx,
        "SELECT union_path, SUM(amount) FROM fact WHERE realm_id = ? AND indicator = ? GROUP BY union_path",
        Params{realm_id, static_cast<int>(i)});
  };
  compare(findings, facts_of(Indicator::member_net),
          sums_by(tx,
                  "SELECT union_path, COUNT(*) FROM person WHERE realm_id = ? AND standing IN ('active', "
                  "'moving_out') "
                  "GROUP BY union_path",
                  Params{realm_id}),
          "在会人数与会员名册", "事实累计", "名册在会");
  compare(
      findings, facts_of(Indicator::union_net),
      sums_by(
          tx,
          "SELECT tree_path, COUNT(*) FROM trade_union WHERE realm_id = ? AND status IN ('active', 'locked') "
          "GROUP BY tree_path",
          Params{realm_id}),
      "工会数与工会名册", "事实累计", "名册工会");
  compare(findings, facts_of(Indicator::station_open),
          sums_by(tx,
                  "SELECT union_path, COUNT(*) FROM station WHERE realm_id = ? AND status IN ('in_use', 'repair') GROUP BY "
                  "union_path",
                  Params{realm_id}),
          "在用站点与站点登记", "事实累计", "登记在用");
  // A flow stays where it happened when its union moves; the ledger moves along: so the whole is compared.
  compare(findings,
          sums_by(tx, "SELECT '全部', COALESCE(SUM(amount), 0) FROM fact WHERE realm_id = ? AND indicator = ?",
                  Params{realm_id, static_cast<int>(Indicator::service_times)}),
          sums_by(tx, "SELECT '全部', COALESCE(SUM(amount), 0) FROM service_given WHERE realm_id = ? AND undone_at IS NULL",
                  Params{realm_id}),
          "服务人次与服务台账", "事实累计", "台账");
}

// Sums of the nodes of the tree and of the territories, made anew from the facts that are folded already.
void check_sums(ReadTx& tx, Id realm_id, Findings& findings) {
  ByPath expected;
  auto take = [&](std::string_view table, int sign) {
    tx.query("SELECT indicator, union_path, township, SUM(amount) FROM " + std::string(table) +
                 " WHERE realm_id = ? GROUP BY indicator, union_path, township",
             Params{realm_id}, [&](const Row& row) {
               const std::string indicator = std::to_string(row.integer(0)) + " ";
               const std::string path(row.text(1)), territory(territory_node(row.text(2)));
               const std::int64_t n = sign * row.integer(3);
               std::string parent;
               for (std::size_t at = 0; at < path.size(); at += kSegment) {
                 std::string segment = path.substr(at, kSegment);
                 expected[indicator + parent + "/" + segment] += n;
                 parent = segment;
               }
               expected[indicator + "#/" + territory] += n;
               expected[indicator + territory + "/" + std::string(own_segment(path))] += n;
               return true;
             });
  };
  take("fact", 1);
  take("figure_tail", -1);
  std::erase_if(expected, [](const auto& entry) { return entry.second == 0; });
  ByPath sums;
  tx.query(
      "SELECT indicator, parent, node, SUM(amount) FROM figure_sum WHERE realm_id = ? AND period = 'all' "
      "GROUP BY indicator, parent, node",
      Params{realm_id}, [&](const Row& row) {
        if (row.integer(3) != 0)
          sums[std::to_string(row.integer(0)) + " " + std::string(row.text(1)) + "/" +
               std::string(row.text(2))] = row.integer(3);
        return true;
      });
  compare(findings, expected, sums, "汇总数与事实", "事实", "汇总");
}

void check_months(ReadTx& tx, Id realm_id, Findings& findings) {
  auto months = [&](std::string_view sql, int sign, ByPath& out) {
    tx.query(sql, Params{realm_id}, [&](const Row& row) {
      out[std::to_string(row.integer(0)) + " " + std::string(row.text(1))] += sign * row.integer(2);
      return true;
    });
  };
  ByPath facts, sums;
  months(
      "SELECT indicator, substr(happened_on, 1, 7), SUM(amount) FROM fact WHERE realm_id = ? GROUP BY 1, 2",
      1, facts);
  months("SELECT indicator, month, SUM(amount) FROM figure_tail WHERE realm_id = ? GROUP BY 1, 2", -1, facts);
  months(
      "SELECT indicator, period, SUM(amount) FROM figure_sum WHERE realm_id = ? AND parent = '#' AND "
      "length(period) = 7 GROUP BY 1, 2",
      1, sums);
  compare(findings, facts, sums, "按月汇总与事实", "事实", "汇总");
  findings.begin();
  tx.query(
      "SELECT indicator, parent, node FROM figure_sum WHERE realm_id = ? GROUP BY indicator, parent, node "
      "HAVING "
      "SUM(CASE WHEN length(period) = 3 THEN amount ELSE 0 END) <> SUM(CASE WHEN length(period) = 4 THEN "
      "amount ELSE 0 "
      "END) OR SUM(CASE WHEN length(period) = 3 THEN amount ELSE 0 END) <> SUM(CASE WHEN length(period) = 7 "
      "THEN "
      "amount ELSE 0 END)",
      Params{realm_id}, [&](const Row& row) {
        findings.tell("各年、各月之和与总数不符（指标 " + std::to_string(row.integer(0)) + "，" +
                      std::string(row.text(1)) + "/" + std::string(row.text(2)) + "）。");
        return true;
      });
  findings.end("各年、各月之和");
}

void check_claims(ReadTx& tx, Id realm_id, Findings& findings) {
  auto without = tx.integer(
      "SELECT COUNT(*) FROM person p LEFT JOIN standing_claim c ON c.identity_index = p.identity_index WHERE "
      "p.realm_id = ? "
      "AND p.standing IN ('active', 'moving_out') AND p.identity_index IS NOT NULL AND (c.person_id IS NULL "
      "OR "
      "c.person_id <> p.id OR c.realm_id <> p.realm_id)",
      Params{realm_id});
  auto stale = tx.integer(
      "SELECT COUNT(*) FROM standing_claim c LEFT JOIN person p ON p.realm_id = c.realm_id AND p.id = "
      "c.person_id WHERE "
      "c.realm_id = ? AND (p.id IS NULL OR p.standing NOT IN ('active', 'moving_out'))",
      Params{realm_id});
  findings.begin();
  if (without.value_or(0) != 0)
    findings.tell("一人一会不符：有 " + std::to_string(*without) +
                  " 名在会会员没有登记占用，或同一证件已在别处在会。");
  if (stale.value_or(0) != 0)
    findings.tell("一人一会不符：有 " + std::to_string(*stale) + " 条登记占用的会员已不在会。");
}

}  // namespace

Result<std::vector<std::string>> check_identities(House& house, Id realm_id) {
  return house.database.read([&](ReadTx& tx) -> Result<std::vector<std::string>> {
    std::vector<std::string> out;
    Findings findings(out);
    check_stocks(tx, realm_id, findings);
    check_sums(tx, realm_id, findings);
    check_months(tx, realm_id, findings);
    check_claims(tx, realm_id, findings);
    return out;
  });
}

}  // namespace niangjia::figures
