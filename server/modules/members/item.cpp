#include "modules/members/item.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "modules/categories/categories.h"
#include "modules/members/quality.h"
#include "modules/members/rules.h"

namespace niangjia::members {

namespace {

void add_member(std::string& out, std::string_view name, std::string_view text) {
  if (!out.empty()) out += ',';
  out.append("\"").append(name).append("\":");
  if (text.empty())
    out += "null";
  else
    append_json_string(out, text);
}

std::string_view sex_label(int sex) { return sex == 1 ? "男" : sex == 2 ? "女" : ""; }

void add_problems(std::string& out, int problems) {
  std::string words, labels;
  for (const ProblemWord& p : problem_words()) {
    if (!(problems & p.bit)) continue;
    append_json_string(words.empty() ? words : words += ',', p.word);
    append_json_string(labels.empty() ? labels : labels += ',', p.label);
  }
  out += ",\"problem_words\":[" + words + "],\"problem_labels\":[" + labels + "]";
}

}  // namespace

std::string masked_identity(const Vault& vault, const Person& person) {
  auto plain = unseal_identity(vault, person);
  return plain.ok() && !plain->empty() ? mask_identity(*plain) : std::string();
}

std::string masked_phone(const Vault& vault, const Person& person) {
  auto plain = unseal_phone(vault, person);
  return plain.ok() && !plain->empty() ? mask_phone(*plain) : std::string();
}

namespace {

// The same for every row, so made once.
const std::vector<std::string>& changes_by_standing() {
  static const std::vector<std::string> made = [] {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < record::CodeWords<Standing>::words.size(); ++i) {
      std::vector<std::string> words;
      for (EventKind kind : open_changes(static_cast<Standing>(i))) words.emplace_back(record::word_of(kind));
      record::append_json(all.emplace_back(), words);
    }
    return all;
  }();
  return made;
}

}  // namespace

bool is_qualified(const Person& person) { return (person.problems & kDisqualifying) == 0; }

ItemWriter::ItemWriter(const Vault& vault, const Actor& actor, std::vector<UnionPlace> unions)
    : vault_(vault), unions_(std::move(unions)), changes_json_(changes_by_standing()) {
  std::sort(unions_.begin(), unions_.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  static constexpr std::array<std::string_view, 5> told{"members.edit", "members.change_standing",
                                                        "members.reveal", "members.merge", "members.export"};
  for (std::string_view action : told)
    if (Scope scope = visible(actor, action); !scope.sees_nothing())
      actions_.emplace_back(action, std::move(scope));
}

std::string_view ItemWriter::union_name(Id union_id) const {
  auto it = std::lower_bound(unions_.begin(), unions_.end(), union_id,
                             [](const UnionPlace& place, Id id) { return place.id < id; });
  return it != unions_.end() && it->id == union_id ? std::string_view(it->name) : std::string_view();
}

void ItemWriter::write(std::string& out, const Person& person, const Permit& permit) const {
  const categories::Category* category = categories::category_by_code(person.category);
  std::string more;
  add_member(more, "state", record::word_of(person.standing));
  add_member(more, "standing_label", record::label_of(person.standing));
  add_member(more, "sex_label", sex_label(person.sex));
  add_member(more, "identity_masked", masked_identity(vault_, person));
  add_member(more, "phone_masked", masked_phone(vault_, person));
  add_member(more, "union_name", union_name(person.union_id));
  add_member(more, "category_label", category ? std::string_view(category->name) : std::string_view());
  more += is_qualified(person) ? ",\"is_qualified\":true" : ",\"is_qualified\":false";
  add_problems(more, person.problems);
  more += ",\"allowed\":[";
  bool is_first = true;
  for (const auto& [action, scope] : actions_) {
    if (person.merged_into_id || !scope.covers(person.union_path)) continue;
    more.append(is_first ? "\"" : ",\"").append(action).append("\"");
    is_first = false;
  }
  more += "],\"changes\":" + changes_json_[static_cast<std::size_t>(person.standing)];
  record::write_record(out, person_shape, &person, &permit, more);
}

}  // namespace niangjia::members
