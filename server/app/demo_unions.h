#pragma once
// The unions of the demo county: the federation, one of each township, some of industries, and below them the
// basic unions, most of them of one firm, some joint. A union is a number too; only where its members begin
// is kept.

#include <optional>
#include <string>
#include <vector>

#include "app/demo_county.h"
#include "app/demo_people.h"

namespace niangjia::app {

enum class DemoUnionSort { federation, township, industry, new_form, joint, firm, school, office };

struct DemoUnion {
  DemoUnionSort sort = DemoUnionSort::firm;
  std::string name, parent, credit_code;
  std::string unit_name, unit_code;  // of the unit it is founded in; empty for joint unions and federations
  std::string township;              // the full name
  std::string_view type, nature, industry;
  Date founded_on;
  bool is_new_form = false, is_new = false;  // is_new: founded in the year of the files
  std::int64_t members = 0;
};

// Words and codes of the place.
struct DemoPlace {
  std::string county, stem, city, realm, division;  // 磐安县, 磐安, 金华市
  std::vector<std::string> townships;
  std::string file_stem;  // folder/磐安县总工会_
  std::string month;      // 2021年11月
};

// Credit codes that no two units share (GB 32100); `index` below 31^6.
std::string make_unit_code(std::string_view kind, const std::string& division, std::int64_t index);

class DemoUnions {
 public:
  DemoUnions(const Dice& dice, const DemoPlace& place, std::int64_t members, Date as_of);

  std::int64_t upper_count() const { return static_cast<std::int64_t>(uppers_.size()); }
  const DemoUnion& upper(std::int64_t index) const { return uppers_[index]; }
  std::int64_t count() const { return old_new_form_ + old_ordinary_ + new_new_form_ + new_ordinary_; }
  DemoUnion basic(std::int64_t index) const;
  std::string name_of(std::int64_t index) const;
  bool is_new_form(std::int64_t index) const;
  bool is_joint(std::int64_t index) const;
  bool is_new(std::int64_t index) const { return index >= old_new_form_ + old_ordinary_; }

  // Members are numbered union by union, those of the new forms of employment first.
  std::int64_t union_of_member(std::int64_t member) const;
  std::int64_t members_of(std::int64_t index) const;
  std::int64_t new_form_members() const { return first_member_[static_cast<std::size_t>(old_new_form_)]; }
  std::int64_t members() const { return first_member_.back(); }
  // What a member of a new-form union does (data/categories.tsv): nearly all what the union's name says.
  std::string_view category_of(std::int64_t union_index, std::int64_t person) const;
  // A union that could take someone in on that day.
  std::int64_t joined_union(bool new_form, std::int64_t whose, Date day) const;
  // A firm whose name no union's firm has: `kind` 1 for covered units, 2 for outlets.
  std::string other_firm(int kind, std::int64_t index, std::string_view trade) const;
  const std::string& some_township(std::string_view what, std::int64_t whose) const;

 private:
  std::int64_t new_form_ordinal(std::int64_t index) const;
  std::int64_t ordinary_ordinal(std::int64_t index) const;
  DemoUnionSort ordinary_sort(std::int64_t ordinal) const;
  std::string firm_name(std::int64_t index, std::string_view trade) const;
  std::string joint_name(std::int64_t ordinal) const;
  std::string school_name(std::int64_t ordinal) const;
  const std::string& township_of(std::int64_t index) const;
  Date founded_on(std::int64_t index) const;
  void add_uppers(Date as_of);
  void lay_out_members(std::int64_t members);
  DemoUnion upper_of(DemoUnionSort sort, std::string name, std::string parent, std::string_view type,
                     int year) const;

  Dice dice_;
  const DemoPlace& place_;
  Date as_of_;
  std::int64_t old_new_form_ = 0, old_ordinary_ = 0, new_new_form_ = 0, new_ordinary_ = 0;
  std::vector<DemoUnion> uppers_;
  std::vector<std::int64_t> first_member_;  // of each union of before this year, and one past the end
};

}  // namespace niangjia::app
