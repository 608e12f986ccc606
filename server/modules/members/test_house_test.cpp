#include "modules/members/test_house.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/embedded.h"
#include "base/source_folder_fixture.h"
#include "modules/members/row_archive.h"
#include "modules/members/rules.h"
#include "modules/members/store.h"
#include "modules/unions/unions.h"

namespace {

std::vector<niangjia::EmbeddedFile> read_folder(const char* name, std::string_view extension) {
  namespace fs = std::filesystem;
  static std::vector<std::unique_ptr<std::string>> kept;
  fs::path folder = niangjia::source_folder() / name;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == extension) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<niangjia::EmbeddedFile> files;
  for (const auto& path : paths) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    const std::string& file_name =
        *kept.emplace_back(std::make_unique<std::string>(path.filename().string()));
    files.push_back({file_name, *kept.emplace_back(std::make_unique<std::string>(text.str()))});
  }
  return files;
}

}  // namespace

// Weak: where the program's own files are linked in, those are taken.
[[gnu::weak]] const std::vector<niangjia::EmbeddedFile>& embedded_migrations() {
  static const auto files = read_folder("migrations", ".sql");
  return files;
}
[[gnu::weak]] const std::vector<niangjia::EmbeddedFile>& embedded_data() {
  static const auto files = read_folder("data", ".tsv");
  return files;
}

namespace niangjia::members {

namespace {

std::int64_t now_nanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Actor actor_with(Id realm_id, std::string role, Id union_id, std::string path) {
  static std::atomic<Id> next_account{1000};
  Actor actor;
  actor.realm_id = realm_id;
  actor.account_id = next_account++;
  actor.name = "测试干部";
  actor.held.push_back({std::move(role), union_id, std::move(path), "测试工会"});
  return actor;
}

const bool rows_added = [] {
  add_access_rows(access_rows());
  add_access_rows(unions::access_rows());
  return true;
}();

}  // namespace

TestHouse::TestHouse(std::string_view engine)
    : ids_(clock_, static_cast<int>(now_nanoseconds() / 1000 % 1024)) {
  static std::atomic<int> serial{0};
  folder_ = std::filesystem::temp_directory_path() /
            ("niangjia_members_" + std::to_string(now_nanoseconds()) + "_" + std::to_string(serial++));
  std::filesystem::create_directories(folder_);
  vault_ = *Vault::open((folder_ / "keys").string(), CipherSuite::aes_256_gcm, true);
  std::string where = engine == "sqlite" ? (folder_ / "test.db").string() : std::getenv("NIANGJIA_TEST_PG");
  store::Options options;
  options.readers = 8;
  database_ = store::Database::open(where, options).value();
  auto migrated =
      database_->write([](store::WriteTx& tx) { return store::migrate(tx, embedded_migrations()); });
  EXPECT_TRUE(migrated.ok()) << (migrated.ok() ? "" : migrated.problem().inside.text);
  house_ = std::make_unique<House>(House{*database_, *vault_, clock_, ids_});
  realm_id = now_nanoseconds();
  auto founded = database_->write([&](store::WriteTx& tx) -> Result<void> {
    tx.execute("INSERT INTO realm (id, name, division, next_segment, created_at) VALUES (?, ?, '330603', 1, 0)",
               {realm_id, "测试区总工会" + std::to_string(realm_id)});
    return {};
  });
  EXPECT_TRUE(founded.ok()) << (founded.ok() ? "" : founded.problem().inside.text);
  county = add_union("测试区总工会", "aaaa", 0);
  township = add_union("测试街道总工会", "aaaabbbb", county);
  union_a = add_union("甲厂工会委员会", "aaaabbbbcccc", township);
  union_b = add_union("乙厂工会委员会", "aaaabbbbdddd", township);
  closed_union = add_union("丙厂工会委员会", "aaaabbbbeeee", township, "dissolved");
  organiser = actor_with(realm_id, "county_organiser", county, "aaaa");
  keeper_a = actor_with(realm_id, "union_keeper", union_a, "aaaabbbbcccc");
  leader = actor_with(realm_id, "county_leader", county, "aaaa");
}

TestHouse::~TestHouse() {
  house_.reset();
  database_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Id TestHouse::add_union(std::string_view name, std::string_view path, Id parent_id, std::string_view status) {
  Id id = ids_.next();
  auto done = database_->write([&](store::WriteTx& tx) -> Result<void> {
    tx.execute(
        "INSERT INTO trade_union (realm_id, id, parent_id, segment, tree_path, name, name_key, name_pinyin, "
        "name_initials, type, level_code, credit_code, township_code, address, industry, approval_number, "
        "session_number, term_years, employees_reported, female_employees_reported, "
        "migrant_employees_reported, "
        "members_reported, female_members_reported, committee_seats, chair_name, chair_sex, chair_post, "
        "audit_chair_name, women_chair_name, is_new_form, status, note, version, updated_at) VALUES "
        "(?,?,?,?,?,?,?,'','','single_basic',0,'','330603001','','','',1,5,0,0,0,0,0,0,'','','','','',0,?,'',"
        "1,0)",
        {realm_id, id, parent_id ? store::Param(parent_id) : store::Param(nullptr),
         path.substr(path.size() - 4), path, name, name, status});
    return {};
  });
  EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.problem().inside.text);
  return id;
}

std::string TestHouse::identity_number(int n, std::string_view born) {
  std::string number = "330603" + std::string(born) + std::to_string(1000 + n % 1000).substr(1);
  return number + citizen_check_digit(number);
}

StandingChange TestHouse::change(EventKind kind, std::string reason) {
  StandingChange c;
  c.kind = kind;
  c.reason = std::move(reason);
  c.other_union_name = "外地工会";
  c.talked_on = c.met_on = Date::parse_iso("2021-11-01");
  c.talked_by = "李主席";
  c.talk_note = "本人坚持退会";
  c.group_note = "小组一致同意";
  c.due_count = 7, c.present_count = 6, c.agreed_count = 6;
  return c;
}

MemberEntry TestHouse::entry(int n, Id union_id) const {
  MemberEntry e;
  e.name = "王小明";
  e.identity_number = identity_number(n);
  e.phone = "1380000" + std::to_string(10000 + n).substr(1);
  e.union_id = union_id;
  e.joined_on = Date::from_ymd(2021, 3, 1);
  e.category = 13;
  return e;
}

Person TestHouse::join(int n, Id union_id) {
  auto person = create_member(*house_, organiser, entry(n, union_id));
  EXPECT_TRUE(person.ok()) << (person.ok() ? "" : person.problem().message + person.problem().inside.text);
  return person.ok() ? *person : Person{};
}

Person TestHouse::person(Id id) {
  return *database_->read([&](store::ReadTx& tx) -> Result<Person> {
    auto found = find_person(tx, realm_id, id);
    return found ? *found : Person{};
  });
}

std::int64_t TestHouse::count(std::string_view sql) {
  auto n = database_->read(
      [&](store::ReadTx& tx) -> Result<std::int64_t> { return tx.integer(sql, {realm_id}).value_or(0); });
  EXPECT_TRUE(n.ok()) << (n.ok() ? "" : n.problem().inside.text);
  return n.ok() ? *n : -1;
}

namespace {

template <class T>
void dump_rows(store::ReadTx& tx, const store::Params& params, std::string_view order, std::string& out) {
  const record::Shape& shape = shape_of(static_cast<const T*>(nullptr));
  for (const T& row : tx.select<T>("WHERE realm_id = ? ORDER BY " + std::string(order), params))
    out += std::string(shape.table) + " " + boost::json::serialize(archive_row(shape, &row)) + "\n";
}

}  // namespace

std::string TestHouse::dump() {
  return *database_->read([&](store::ReadTx& tx) -> Result<std::string> {
    std::string out;
    store::Params params{realm_id};
    dump_rows<Person>(tx, params, "id", out);
    dump_rows<StandingEvent>(tx, params, "id", out);
    dump_rows<StandingClaim>(tx, params, "identity_index", out);
    dump_rows<WorkRelation>(tx, params, "id", out);
    dump_rows<TransferRequest>(tx, params, "id", out);
    dump_rows<LikelyDuplicate>(tx, params, "id", out);
    return out;
  });
}

}  // namespace niangjia::members
