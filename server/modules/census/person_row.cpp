#include "modules/census/person_row.h"

#include <algorithm>
#include <climits>
#include <cstring>

#include "base/text.h"
#include "base/utf8.h"
#include "modules/categories/categories.h"

namespace niangjia::census {

namespace {

std::string cell_text(const RawRow& raw, Field field) { return trim(raw.at(field).text); }

bool has_full_width(std::string_view text) { return to_half_width(text) != text; }

bool has_inner_space(std::string_view text) {
  std::string t = trim(text);
  return remove_spaces(t) != t;
}

std::string_view identity_reason(IdentityVerdict v, bool numeric_cell) {
  switch (v) {
    case IdentityVerdict::ok:
      return {};
    case IdentityVerdict::missing:
      return "id_missing";
    case IdentityVerdict::damaged_number:
      return numeric_cell ? "id_numeric" : "id_sci_text";
    case IdentityVerdict::bad_length:
      return "id_bad_length";
    case IdentityVerdict::bad_letters:
      return "id_bad_letters";
    case IdentityVerdict::bad_date:
      return "id_bad_date";
    case IdentityVerdict::birth_in_future:
      return "future_birth";
    case IdentityVerdict::bad_area:
      return "id_bad_area";
    case IdentityVerdict::bad_check_digit:
      return "id_bad_check";
  }
  return "id_bad_length";
}

void note_identity_repairs(std::string_view raw, const Identity& identity, Verdict& verdict) {
  std::string text = trim(raw);
  if (has_full_width(text)) verdict.add("id_full", Field::identity_number);
  if (text.starts_with("'") || text.starts_with("`") || text.starts_with("‘") || text.starts_with("’"))
    verdict.add("id_apos", Field::identity_number);
  if (has_inner_space(text) || trim(raw) != std::string(raw)) verdict.add("id_space", Field::identity_number);
  if (text.ends_with("x") || text.ends_with("ｘ")) verdict.add("id_lower_x", Field::identity_number);
  if (identity.converted_from_15) verdict.add("id_15", Field::identity_number);
  if (identity.kind == IdentityKind::hkmt_residence) verdict.add("id_hkmt", Field::identity_number);
  if (identity.kind == IdentityKind::foreigner_old) verdict.add("id_foreign_old", Field::identity_number);
  if (identity.kind == IdentityKind::foreigner_new) verdict.add("id_foreign_new", Field::identity_number);
}

// 待补, 暂无, 不详: a word that promises a number is no number.
bool is_promise(std::string_view text) {
  std::string t = remove_spaces(text);
  for (std::string_view word :
       {"待补", "待定", "暂无", "暂缺", "不详", "未提供", "没有", "补办中", "办理中", "遗失", "缺"})
    if (contains(t, word) && count_characters(t) <= 6) return true;
  return false;
}

void read_identity_cell(const RawRow& raw, const PersonReading& reading, PersonRow& out) {
  const RawCell& cell = raw.at(Field::identity_number);
  bool numeric = cell.kind == sheet::CellKind::number;
  out.identity =
      read_identity(is_promise(cell.text) ? std::string_view{} : cell.text, numeric, reading.as_of);
  std::string_view reason = identity_reason(out.identity.verdict, numeric);
  if (!reason.empty()) {
    out.verdict.add(reason, Field::identity_number);
    out.verdict.settle(Outcome::rejected);
    return;
  }
  note_identity_repairs(cell.text, out.identity, out.verdict);
  out.identity_index.bytes = reading.vault.blind_index(members::kIdentityIndexKind, out.identity.number);
}

bool says_left(std::string_view text) {
  for (std::string_view word : {"离职", "辞职", "已离", "离岗", "不在职"})
    if (contains(text, word)) return true;
  return false;
}

// 张三（已离职） → 张三 and the note; only a bracket at the end counts.
void split_name_note(std::string& name, std::string& note) {
  std::string half = to_half_width(name);
  auto open = half.find('(');
  if (open == std::string::npos || open == 0 || half.back() != ')') return;
  note = half.substr(open + 1, half.size() - open - 2);
  name = half.substr(0, open);
}

void read_name_cell(const RawRow& raw, PersonRow& out) {
  std::string written = trim(raw.at(Field::name).text);
  std::string bracketed;
  split_name_note(written, bracketed);
  out.name = normalise_person_name(written);
  out.note = cell_text(raw, Field::note);
  if (!bracketed.empty()) {
    if (says_left(bracketed))
      out.name_says_left = true;
    else
      out.verdict.add("name_note_other", Field::name);
    out.note += (out.note.empty() ? "" : "；") + bracketed;
  }
  if (says_left(out.note)) out.name_says_left = true;
  if (out.name.empty()) {
    out.verdict.add("name_missing", Field::name);
    out.verdict.settle(Outcome::rejected);
    return;
  }
  if (remove_spaces(written) != written && out.name == remove_spaces(out.name))
    out.verdict.add("name_space", Field::name);
  for (std::string_view dot : {"・", "•", "‧", "．", "."})
    if (contains(written, dot)) {
      out.verdict.add("name_dot", Field::name);
      break;
    }
  if (out.name_says_left) out.verdict.add("name_note_resigned", Field::name);
}

void read_phone_cell(const RawRow& raw, const PersonReading& reading, PersonRow& out) {
  std::string_view text = raw.at(Field::phone).text;
  out.phone = read_phone(text);
  switch (out.phone.verdict) {
    case PhoneVerdict::missing:
      out.verdict.add("ph_missing", Field::phone);
      return;
    case PhoneVerdict::landline:
      out.verdict.add("ph_land", Field::phone);
      return;
    case PhoneVerdict::bad:
      out.verdict.add("ph_bad", Field::phone);
      return;
    case PhoneVerdict::mobile:
      break;
  }
  if (has_full_width(trim(text)))
    out.verdict.add("ph_full", Field::phone);
  else if (out.phone.number != text)
    out.verdict.add("ph_space", Field::phone);
  out.phone_index.bytes = reading.vault.blind_index(members::kPhoneIndexKind, out.phone.number);
}

int read_sex(std::string_view text) {
  if (contains(text, "男") || text == "1" || text == "M") return 1;
  if (contains(text, "女") || text == "2" || text == "F") return 2;
  return 0;
}

void check_sex_and_birth(const RawRow& raw, PersonRow& out) {
  int typed = read_sex(cell_text(raw, Field::sex));
  int known = static_cast<int>(out.identity.sex);
  out.sex = known ? known : typed;
  if (known && typed && known != typed) out.verdict.add("gender_conflict", Field::sex);
  if (!out.identity.born_on || raw.at(Field::born_on).text.empty()) return;
  Verdict ignored;
  const RawCell& cell = raw.at(Field::born_on);
  WrittenDate written = cell.kind == sheet::CellKind::number || cell.kind == sheet::CellKind::date
                            ? read_date_number(cell.text, raw.epoch_1904)
                            : read_date_text(cell.text);
  if (!written.day) return;
  Date born = *out.identity.born_on;
  bool agrees = written.precision == WrittenDate::Precision::day ? *written.day == born
                : written.precision == WrittenDate::Precision::month
                    ? written.day->month_iso() == born.month_iso()
                    : written.day->year() == born.year();
  if (!agrees) out.verdict.add("birth_conflict", Field::born_on, "证件号码中为" + born.iso());
}

int read_yes_no(std::string_view text) {
  if (text.empty()) return 0;
  if (contains(text, "是") || text == "1" || text == "√" || text == "Y") return 1;
  return 2;
}

void read_category_cell(const RawRow& raw, PersonRow& out) {
  out.category_text = cell_text(raw, Field::category);
  if (out.category_text.empty()) out.category_text = cell_text(raw, Field::post);
  if (out.category_text.empty()) return;
  if (const auto* category = categories::find_category(out.category_text))
    out.category = category->code;
  else if (!raw.at(Field::category).text.empty())
    out.verdict.add("unknown_category", Field::category);
}

}  // namespace

std::optional<Date> read_day(const RawRow& raw, Field field, Verdict& verdict) {
  const RawCell& cell = raw.at(field);
  if (trim(cell.text).empty()) return std::nullopt;
  bool numeric = cell.kind == sheet::CellKind::number || cell.kind == sheet::CellKind::date;
  WrittenDate written = numeric ? read_date_number(cell.text, raw.epoch_1904) : read_date_text(cell.text);
  bool too_rough = written.precision == WrittenDate::Precision::year;  // 2020年: no month to count it in
  if (written.doubt == WrittenDate::Doubt::ambiguous)
    verdict.add("date_amb", field);
  else if (!written.day || too_rough)
    verdict.add("date_bad", field);
  return written.doubt == WrittenDate::Doubt::none && !too_rough ? written.day : std::nullopt;
}

NameMatch compare_names(std::string_view first, std::string_view later) {
  if (first == later) return NameMatch::same;
  auto a = to_code_points(first), b = to_code_points(later);
  if (a.empty() || b.empty() || a[0] != b[0]) return NameMatch::different;
  std::size_t longer = std::max(a.size(), b.size()), differing = longer - std::min(a.size(), b.size());
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) differing += a[i] != b[i] ? 1 : 0;
  return differing <= 1 ? NameMatch::variant : NameMatch::different;
}

std::string masked_title(std::string_view name, std::string_view identity_number) {
  auto letters = to_code_points(name);
  std::string out = letters.empty() ? "（无姓名）" : from_code_points(letters.substr(0, 1)) + "**";
  if (!identity_number.empty()) out += " · " + mask_identity(identity_number);
  return out;
}

namespace {

// A form for repairs names the person by 会员编号: its identity number is masked, and a telephone is given only where it is
// missing.
void read_who(const RawRow& raw, const PersonReading& reading, PersonRow& out) {
  if (reading.kind == Kind::members)
    out.person_id = id_from_wire("mem", cell_text(raw, Field::member_number)).value_or(0);
  const std::string number = cell_text(raw, Field::identity_number);
  if (!out.person_id || !(number.empty() || contains(number, "*"))) {
    out.person_id = 0;
    read_identity_cell(raw, reading, out);
  }
  read_name_cell(raw, out);
  if (!out.person_id || !cell_text(raw, Field::phone).empty()) read_phone_cell(raw, reading, out);
}

}  // namespace

PersonRow read_person_row(const RawRow& raw, std::int64_t seq, const PersonReading& reading) {
  PersonRow out;
  out.sheet = raw.sheet;
  out.row = raw.row;
  out.seq = seq;
  out.sheet_name = raw.sheet_name;
  read_who(raw, reading, out);
  check_sex_and_birth(raw, out);
  read_category_cell(raw, out);
  out.ethnicity = cell_text(raw, Field::ethnicity);
  out.education = cell_text(raw, Field::education);
  out.politics = cell_text(raw, Field::politics);
  out.is_migrant = read_yes_no(cell_text(raw, Field::is_migrant));
  out.platform = cell_text(raw, Field::platform);
  out.union_name = cell_text(raw, Field::union_name);
  out.other_union_name = cell_text(raw, Field::other_union_name);
  out.union_key = organisation_key(out.union_name);
  out.other_union_key = organisation_key(out.other_union_name);
  out.outlet_name = cell_text(raw, Field::outlet_name);
  out.outlet_key = organisation_key(out.outlet_name);
  out.post = cell_text(raw, Field::post);
  out.township_text = cell_text(raw, Field::township);
  out.brand_text = cell_text(raw, Field::brand);
  out.standing_text = cell_text(raw, Field::standing);
  out.event_text = cell_text(raw, Field::event_kind);
  out.event_reason = cell_text(raw, Field::event_reason);
  out.new_form_flag = cell_text(raw, Field::is_new_form);
  switch (reading.kind) {
    case Kind::roster:
      out.day = read_day(raw, Field::entered_on, out.verdict);
      break;
    case Kind::members:
      out.day = read_day(raw, Field::joined_on, out.verdict);
      break;
    default: {
      Verdict told_by_the_judge;  // a change without a good day is refused, in its own words
      out.day = read_day(raw, Field::event_on, told_by_the_judge);
    }
  }
  out.verdict.title = masked_title(out.name, out.identity.number);
  return out;
}

namespace {

void put(std::string& out, std::string_view s) {
  std::uint32_t n = static_cast<std::uint32_t>(s.size());
  out.append(reinterpret_cast<const char*>(&n), 4);
  out += s;
}
void put(std::string& out, std::int64_t v) { out.append(reinterpret_cast<const char*>(&v), 8); }
std::string get_text(std::string_view& in) {
  std::uint32_t n = 0;
  std::memcpy(&n, in.data(), 4);
  std::string s(in.substr(4, n));
  in.remove_prefix(4 + n);
  return s;
}
std::int64_t get_number(std::string_view& in) {
  std::int64_t v = 0;
  std::memcpy(&v, in.data(), 8);
  in.remove_prefix(8);
  return v;
}

// The texts of a row in one order, for packing both ways.
template <class Row, class Each>
void each_text(Row& r, Each each) {
  each(r.identity.number), each(r.identity_index.bytes), each(r.name), each(r.phone.number),
      each(r.phone_index.bytes);
  each(r.ethnicity), each(r.education), each(r.politics), each(r.note), each(r.category_text),
      each(r.platform);
  each(r.union_name), each(r.other_union_name), each(r.union_key), each(r.other_union_key),
      each(r.event_text);
  each(r.event_reason), each(r.new_form_flag), each(r.verdict.title), each(r.verdict.change);
}

}  // namespace

std::string pack_person_row(const PersonRow& r) {
  std::string out;
  put(out, static_cast<std::int64_t>(r.sheet)), put(out, static_cast<std::int64_t>(r.row)), put(out, r.seq);
  put(out, static_cast<std::int64_t>(r.verdict.outcome));
  put(out, static_cast<std::int64_t>(r.identity.kind));
  put(out, r.identity.born_on ? r.identity.born_on->days() : std::int64_t{INT32_MIN});
  put(out, static_cast<std::int64_t>(r.phone.verdict));
  put(out, std::int64_t{r.sex}), put(out, std::int64_t{r.is_migrant}), put(out, std::int64_t{r.category});
  put(out, r.day ? r.day->days() : std::int64_t{INT32_MIN});
  each_text(r, [&](const std::string& s) { put(out, std::string_view(s)); });
  put(out, static_cast<std::int64_t>(r.verdict.hits.size()));
  for (const Hit& h : r.verdict.hits) {
    put(out, std::string_view(h.code));
    put(out, static_cast<std::int64_t>(h.field));
    put(out, std::string_view(h.detail));
  }
  return out;
}

PersonRow unpack_person_row(std::string_view in) {
  PersonRow r;
  auto day_of = [](std::int64_t d) {
    return d == INT32_MIN ? std::optional<Date>() : Date::from_days(static_cast<std::int32_t>(d));
  };
  r.sheet = static_cast<std::size_t>(get_number(in));
  r.row = static_cast<std::uint32_t>(get_number(in));
  r.seq = get_number(in);
  r.verdict.outcome = static_cast<Outcome>(get_number(in));
  r.identity.verdict = IdentityVerdict::ok;
  r.identity.kind = static_cast<IdentityKind>(get_number(in));
  r.identity.born_on = day_of(get_number(in));
  r.phone.verdict = static_cast<PhoneVerdict>(get_number(in));
  r.sex = static_cast<int>(get_number(in));
  r.is_migrant = static_cast<int>(get_number(in));
  r.category = static_cast<int>(get_number(in));
  r.day = day_of(get_number(in));
  each_text(r, [&](std::string& s) { s = get_text(in); });
  for (std::int64_t n = get_number(in); n > 0; --n) {
    std::string code = get_text(in);
    Field field = static_cast<Field>(get_number(in));
    const Reason* known = find_reason(code);
    r.verdict.hits.push_back({known ? known->code : std::string_view{}, field, get_text(in)});
  }
  return r;
}

}  // namespace niangjia::census
