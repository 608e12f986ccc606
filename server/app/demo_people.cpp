#include "app/demo_people.h"

#include <algorithm>

#include "base/identifiers.h"

namespace niangjia::app {

namespace {

constexpr int kYoungest = 19, kOldest = 61;
// GB 11643: three digits number those born on one day in one area, odd for men, even for women. 499 of each
// are used.
constexpr std::int64_t kNumbersOfDay = 499;
constexpr std::int64_t kPhoneNumbers = 100'000'000;
constexpr int kLocalPercent = 60;

constexpr const char* kPhoneHeads[] = {"134", "135", "136", "137", "138", "139", "150", "151", "152", "157",
                                       "158", "159", "182", "183", "187", "188", "130", "131", "155", "156",
                                       "185", "186", "133", "153", "180", "181", "189", "177", "199", "191"};

double weight_of_age(int age) {
  if (age < 25) return 0.7;
  if (age < 40) return 1.3;
  if (age < 50) return 1.05;
  if (age < 56) return 0.8;
  return age < 60 ? 0.45 : 0.1;
}

std::string padded(std::int64_t number, int digits) {
  std::string text = std::to_string(number);
  return std::string(static_cast<std::size_t>(std::max<int>(0, digits - static_cast<int>(text.size()))),
                     '0') +
         text;
}

std::string compact(Date day) {
  return padded(day.year(), 4) + padded(day.month(), 2) + padded(day.day(), 2);
}

Date years_before(Date day, int years) {
  return *Date::from_ymd(day.year() - years, day.month(),
                         day.month() == 2 ? std::min(day.day(), 28) : day.day());
}

}  // namespace

Population::Population(const Dice& dice, std::int64_t size, const divisions::DivisionBook& divisions,
                       const std::string& county, Date as_of)
    : dice_(dice), order_(size, dice.at("order of people", 0)) {
  lay_out_days(size, as_of);
  choose_areas(divisions, county);
}

void Population::lay_out_days(std::int64_t size, Date as_of) {
  first_day_ = years_before(as_of, kOldest + 1).plus_days(1);
  const int days = years_before(as_of, kYoungest).days() - first_day_.days() + 1;
  std::vector<double> weights(static_cast<std::size_t>(days));
  double total = 0;
  for (int d = 0; d < days; ++d) total += weights[d] = weight_of_age(age_on(first_day_.plus_days(d), as_of));
  before_.reserve(weights.size() + 1);
  double sum = 0;
  for (double weight : weights) {
    before_.push_back(static_cast<std::int64_t>(static_cast<double>(size) * sum / total));
    sum += weight;
  }
  before_.push_back(size);
}

void Population::choose_areas(const divisions::DivisionBook& divisions, const std::string& county) {
  std::int64_t most = 1;
  for (std::size_t d = 1; d < before_.size(); ++d) most = std::max(most, before_[d] - before_[d - 1]);
  const std::size_t wanted = static_cast<std::size_t>(most * kLocalPercent / 100 / kNumbersOfDay + 1);
  home_areas_.push_back(county);
  auto add = [&](const std::string& prefix, std::vector<std::string>& areas, std::size_t limit) {
    for (int n = 1; n < 100; ++n)
      for (int last = 0; prefix.size() == 2 ? last < 100 : last < 1; ++last) {
        std::string code =
            prefix.size() == 2 ? prefix + padded(n, 2) + padded(last, 2) : prefix + padded(n, 2);
        const divisions::Division* found = divisions.find(code);
        if (areas.size() >= limit || !found || found->level != 3 || code == county) continue;
        if (std::find(areas.begin(), areas.end(), code) == areas.end()) areas.push_back(std::move(code));
      }
  };
  add(county.substr(0, 4), home_areas_, wanted);
  add(county.substr(0, 2), home_areas_, wanted);
  for (const char* province : {"34", "36", "41", "52", "42", "43", "51", "53", "61", "50"})
    if (county.substr(0, 2) != province) add(province, far_areas_, 2000);
  if (far_areas_.empty()) far_areas_.push_back("349999");
}

// The people in their order are laid along the days, so many a day as its age has; those of one day are told
// apart by area and number. Each step is one to one, so the whole is.
std::string Population::identity(std::int64_t index, bool is_male, Date& born, bool& is_local) const {
  const std::int64_t place = order_(index);
  const auto next = std::upper_bound(before_.begin(), before_.end(), place);
  const std::int64_t day = next - before_.begin() - 1;
  const std::int64_t rank = place - before_[day],
                     local = (before_[day + 1] - before_[day]) * kLocalPercent / 100;
  is_local = rank < local;
  const auto& areas = is_local ? home_areas_ : far_areas_;
  const Shuffle slots(static_cast<std::int64_t>(areas.size()) * kNumbersOfDay,
                      dice_.at("slots", day * 2 + is_local));
  const std::int64_t slot = slots(is_local ? rank : rank - local);
  born = first_day_.plus_days(static_cast<int>(day));
  std::string text = areas[slot / kNumbersOfDay] + compact(born);
  text += padded((slot % kNumbersOfDay + 1) * 2 + (is_male ? 1 : 0), 3);
  return text + citizen_check_digit(text);
}

std::string Population::phone(std::int64_t index) const {
  const std::int64_t number =
      (index % kPhoneNumbers * 38'196'601 + dice_.below(kPhoneNumbers, "phone", 0)) % kPhoneNumbers;
  return dice_.pick(kPhoneHeads, "phone head", index) + padded(number, 8);
}

std::string_view Population::education(std::int64_t index, Date born) const {
  static constexpr std::string_view young[] = {"本科", "大专", "大专", "本科",  "高中",
                                               "中专", "大专", "初中", "研究生"};
  static constexpr std::string_view middle[] = {"初中", "高中", "大专", "中专", "本科", "初中", "高中"};
  static constexpr std::string_view old[] = {"初中", "小学", "初中", "高中", "中专"};
  if (born.year() >= 1988) return dice_.pick(young, "education", index);
  return born.year() >= 1972 ? dice_.pick(middle, "education", index) : dice_.pick(old, "education", index);
}

DemoPerson Population::at(std::int64_t index, int male_per_mille) const {
  DemoPerson person;
  person.is_male = dice_.chance(male_per_mille, "sex", index);
  bool is_local = false;
  person.identity = identity(index, person.is_male, person.born, is_local);
  PersonName name = make_person_name(dice_, index, person.is_male);
  person.name = std::move(name.text);
  person.ethnicity = name.ethnicity;
  person.phone = phone(index);
  person.education = education(index, person.born);
  const std::int64_t p = dice_.below(100, "politics", index);
  person.politics = p < 9 ? "中共党员" : p < 20 && person.born.year() >= 1994 ? "共青团员" : "群众";
  person.is_migrant = dice_.chance(is_local ? 350 : 720, "migrant", index);
  return person;
}

}  // namespace niangjia::app
