#include "app/demo_county.h"

#include <algorithm>
#include <filesystem>

#include "app/demo_files.h"
#include "base/text.h"

namespace niangjia::app {

namespace {

constexpr int kMaleNewForm = 870, kMaleOthers = 540, kMaleCouriers = 900;  // per mille

std::int64_t courier_count(const std::vector<DemoOutlet>& outlets) {
  return outlets.empty() ? 0 : outlets.back().first_courier + outlets.back().couriers;
}

std::string stem_of(std::string name) {
  for (std::string_view end : {"县", "区", "市"})
    if (name.ends_with(end) && count_characters(name) > 2) {
      name.resize(name.size() - end.size());
      break;
    }
  return name;
}

Result<DemoPlace> find_place(const DemoOptions& options, const divisions::DivisionBook& divisions) {
  DemoPlace place;
  const divisions::Division* county = divisions.find(options.division);
  if (!county || county->level != 3)
    return refuse(Code::invalid, "demo.division",
                  "区划代码" + options.division + "不是一个县（市、区），请填写六位代码，如330727。");
  for (const auto* town : divisions.townships_of(options.division)) place.townships.push_back(town->name);
  if (place.townships.empty())
    return refuse(Code::invalid, "demo.townships",
                  "区划表中没有" + county->name + "的乡镇街道，请换一个浙江省的县（市、区）。");
  const divisions::Division* city = divisions.find(county->parent);
  place.county = county->name, place.stem = stem_of(county->name);
  place.city = city ? city->name : county->name;
  place.division = options.division;
  place.realm = options.realm.empty() ? county->name + "总工会" : options.realm;
  place.month = std::to_string(options.as_of.year()) + "年" + std::to_string(options.as_of.month()) + "月";
  place.file_stem = (std::filesystem::path(options.folder) / (place.realm + "_")).string();
  return place;
}

Result<void> make_folder(const std::string& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure)
    return refuse(Code::invalid, "demo.folder",
                  "不能建立文件夹“" + folder + "”：" + failure.message() + "。请换一个可以写入的文件夹。");
  return {};
}

}  // namespace

DemoCounty::DemoCounty(const DemoOptions& said, DemoPlace where, const divisions::DivisionBook& divisions)
    : options(said),
      place(std::move(where)),
      dice(said.seed),
      unions(dice, place, said.members, said.as_of),
      outlets(make_outlets(dice, place, unions, said.members)),
      act_members_(said.members, dice.at("members of acts", 0)),
      courier_members_(unions.new_form_members(), dice.at("members of outlets", 0)),
      people_(dice, said.members + acts() + courier_count(outlets), divisions, place.division, said.as_of) {}

DemoPerson DemoCounty::person(std::int64_t index) const {
  int male = kMaleCouriers;
  if (index < members() + acts()) {
    bool new_form = index < members() ? index < unions.new_form_members() : joins_new_form(index - members());
    male = new_form ? kMaleNewForm : kMaleOthers;
  }
  return people_.at(index, male);
}

DemoCounty::Stock DemoCounty::stock_of(std::int64_t member) const {
  const std::int64_t drawn = dice.below(1000, "stock", member);
  return drawn < 11 ? Stock::retained : drawn < 12 ? Stock::left : Stock::active;
}

DemoChange DemoCounty::change(std::int64_t act) const {
  using enum DemoAct;
  DemoChange c;
  const Date new_year = *Date::from_ymd(options.as_of.year(), 1, 1);
  const std::int64_t days = std::max(1, options.as_of.days() - new_year.days());
  c.day = new_year.plus_days(static_cast<int>(days * act / std::max<std::int64_t>(1, acts())));
  const std::int64_t member = act_members_(act), drawn = dice.below(1000, "act", act);
  const Stock stock = stock_of(member);
  c.from_union = unions.union_of_member(member);
  c.person = member;
  if (drawn < 740 || stock == Stock::left) {
    c.act = drawn < 720 ? join : transfer_in;
    c.person = members() + act;
    c.to_union = unions.joined_union(joins_new_form(act), act, c.day);
    return c;
  }
  if (stock == Stock::retained) {
    c.act = restore, c.to_union = c.from_union;
    return c;
  }
  c.act = drawn < 800   ? transfer_out
          : drawn < 890 ? retain
          : drawn < 935 ? leave
          : drawn < 940 ? expel
          : drawn < 955 ? death
                        : move;
  if (c.act != move) return c;
  const bool new_form = unions.is_new_form(c.from_union);
  c.to_union = unions.joined_union(new_form, act, c.day);
  if (c.to_union == c.from_union) c.act = retain, c.to_union = -1;
  return c;
}

std::int64_t DemoCounty::courier(std::int64_t number) const {
  if (number < unions.new_form_members() && dice.chance(550, "courier is a member", number)) {
    const std::int64_t member = courier_members_(number);
    if (unions.category_of(unions.union_of_member(member), member) == "快递员") return member;
  }
  return members() + acts() + number;
}

Result<std::vector<std::string>> write_demo_county(const DemoOptions& options, const DemoProgress& progress) {
  if (options.members < kFewestDemoMembers || options.members > kMostDemoMembers)
    return refuse(Code::invalid, "demo.members", "演示会员数应在1000至20000000之间，请重新填写。");
  const divisions::DivisionBook divisions = divisions::DivisionBook::embedded();
  TRY(DemoPlace place, find_place(options, divisions));
  CHECK_OK(make_folder(options.folder));
  const DemoCounty county(options, std::move(place), divisions);
  std::vector<std::string> paths;
  for (auto* write : {write_demo_unions, write_demo_coverage, write_demo_outlets, write_demo_roster,
                      write_demo_members, write_demo_standing, write_demo_stations, write_demo_services})
    CHECK_OK(write(county, progress, paths));
  CHECK_OK(write_demo_hosts(county));
  return paths;
}

}  // namespace niangjia::app
