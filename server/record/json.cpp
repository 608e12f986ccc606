#include <boost/json.hpp>
#include <charconv>
#include <deque>

#include "base/text.h"
#include "record/record.h"

namespace niangjia::record {

namespace json = boost::json;

std::string& sink_scratch() {
  // Statements hold fewer columns than this; the ring gives each made-up text a home until the statement has run.
  thread_local std::array<std::string, 128> ring;
  thread_local std::size_t next = 0;
  return ring[next++ % ring.size()];
}

void append_json(std::string& out, bool v) { out += v ? "true" : "false"; }
void append_json(std::string& out, std::int64_t v) {
  char buffer[24];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, v).ptr;
  out.append(buffer, end);
}
void append_json(std::string& out, double v) {
  char buffer[40];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, v).ptr;
  out.append(buffer, end);
}
void append_json(std::string& out, const std::string& v) { append_json_string(out, v); }
void append_json(std::string& out, Date v) { append_json_string(out, v.iso()); }
void append_json(std::string& out, Instant v) { append_json_string(out, v.iso()); }
void append_json(std::string& out, const std::vector<std::string>& v) {
  out += '[';
  for (std::size_t i = 0; i < v.size(); ++i) {
    if (i) out += ',';
    append_json_string(out, v[i]);
  }
  out += ']';
}
void append_json_id(std::string& out, const Field& field, Id v) {
  if (v == 0) {
    out += "null";
    return;
  }
  out += '"';
  out += id_to_wire(field.id_prefix, v);
  out += '"';
}

namespace {

std::string told(const Field& field, std::string_view what) { return "“" + std::string(field.label) + "”" + std::string(what); }

unsigned limit_of(const Field& field) { return field.max_characters ? field.max_characters : 200; }

}  // namespace

bool is_json_null(const json::value& value) { return value.is_null(); }

std::string read_value(const json::value& value, const Field& field, bool& out) {
  if (!value.is_bool()) return told(field, "应为是或否（true 或 false）");
  out = value.get_bool();
  return {};
}

std::string read_value(const json::value& value, const Field& field, std::int64_t& out) {
  if (value.is_int64()) {
    out = value.get_int64();
    return {};
  }
  return told(field, "应为整数");
}

std::string read_value(const json::value& value, const Field& field, double& out) {
  if (!value.is_number()) return told(field, "应为数字");
  out = value.to_number<double>();
  return {};
}

std::string read_value(const json::value& value, const Field& field, std::string& out) {
  if (!value.is_string()) return told(field, "应为文字");
  std::string text = trim(std::string_view(value.get_string()));
  if (!is_valid_utf8(text) || text.find('\0') != std::string::npos) return told(field, "含有无法识别的字符，请重新输入");
  if (count_characters(text) > limit_of(field))
    return told(field, "最多 " + std::to_string(limit_of(field)) + " 个字，请缩短");
  out = std::move(text);
  return {};
}

std::string read_value(const json::value& value, const Field& field, Date& out) {
  std::optional<Date> day;
  if (value.is_string()) day = Date::parse_iso(std::string_view(value.get_string()));
  if (!day) return told(field, "应为日期，如 2021-11-12");
  out = *day;
  return {};
}

std::string read_value(const json::value& value, const Field& field, Instant& out) {
  if (!value.is_int64()) return told(field, "应为时间（毫秒）");
  out.ms = value.get_int64();
  return {};
}

std::string read_value(const json::value& value, const Field& field, std::vector<std::string>& out) {
  if (!value.is_array() || value.get_array().size() > 1000) return told(field, "应为不超过 1000 项的列表");
  std::vector<std::string> list;
  for (const auto& item : value.get_array()) {
    std::string one;
    if (auto error = read_value(item, field, one); !error.empty()) return error;
    list.push_back(std::move(one));
  }
  out = std::move(list);
  return {};
}

std::string read_id(const json::value& value, const Field& field, Id& out) {
  std::optional<Id> id;
  if (value.is_string()) id = id_from_wire(field.id_prefix, std::string_view(value.get_string()));
  if (!id) return told(field, "的编号不正确，请从列表中选择");
  out = *id;
  return {};
}

std::string read_word(const json::value& value, const Field& field, std::size_t& out) {
  if (value.is_string()) {
    std::string_view word = value.get_string();
    for (std::size_t i = 0; i < field.words.size(); ++i) {
      if (field.words[i].word == word || field.words[i].label == word) {
        out = i;
        return {};
      }
    }
  }
  std::string choices;
  for (const auto& w : field.words) choices += (choices.empty() ? "" : "、") + std::string(w.label);
  return told(field, "应为下列之一：" + choices);
}

std::string pack_list(const std::vector<std::string>& list) {
  std::string out;
  append_json(out, list);
  return out;
}

std::vector<std::string> unpack_list(std::string_view text) {
  std::vector<std::string> list;
  boost::system::error_code ec;
  json::value value = json::parse(json::string_view(text.data(), text.size()), ec);
  if (ec || !value.is_array()) return list;
  for (const auto& item : value.get_array())
    if (item.is_string()) list.emplace_back(std::string_view(item.get_string()));
  return list;
}

std::optional<Date> column_date(std::string_view text) { return Date::parse_iso(text); }

namespace {

bool is_empty_text(const json::value& value) {
  return value.is_null() || (value.is_string() && trim(std::string_view(value.get_string())).empty());
}

Result<json::value> parse_object(std::string_view text) {
  if (text.empty()) return refuse(Code::invalid, "json.empty", "请求内容为空，应为一个 JSON 对象。");
  boost::system::error_code ec;
  json::parse_options options;
  options.max_depth = 16;
  json::value root = json::parse(json::string_view(text.data(), text.size()), ec, {}, options);
  if (ec) return refuse(Code::invalid, "json.malformed", "请求内容不是正确的 JSON：" + ec.message() + "。");
  if (!root.is_object()) return refuse(Code::invalid, "json.not_an_object", "请求内容应为一个 JSON 对象。");
  return root;
}

const Field* find_field(const Shape& shape, std::string_view name) {
  for (const auto& f : shape.fields)
    if (f.name == name && !f.has(kHidden)) return &f;
  return nullptr;
}

}  // namespace

Result<void> read_record(std::string_view text, const Shape& shape, void* record, bool partial,
                         std::vector<std::string>* present) {
  TRY(json::value root, parse_object(text));
  const json::object& object = root.get_object();
  std::vector<FieldProblem> wrong;
  for (const auto& [key, value] : object) {
    std::string_view name(key.data(), key.size());
    const Field* field = find_field(shape, name);
    if (!field) {
      wrong.push_back({std::string(name.substr(0, 60)), "没有这一项，请检查名称"});
      continue;
    }
    if (field->has(kReadOnly)) continue;
    if (field->has(kRequired) && is_empty_text(value)) continue;  // told below
    std::string error = field->read_json(record, *field, value);
    if (!error.empty()) wrong.push_back({std::string(name), std::move(error)});
    else if (present) present->emplace_back(name);
  }
  for (const auto& field : shape.fields) {
    if (!field.has(kRequired) || field.has(kReadOnly) || field.has(kHidden)) continue;
    auto it = object.find(json::string_view(field.name.data(), field.name.size()));
    bool missing = it == object.end() ? !partial : is_empty_text(it->value());
    if (missing) wrong.push_back({std::string(field.name), told(field, "必须填写")});
  }
  if (wrong.empty()) return {};
  Problem problem = refuse(Code::invalid, "input.invalid", "填写的内容有 " + std::to_string(wrong.size()) + " 处不对，请按提示修改。");
  problem.fields = std::move(wrong);
  return problem;
}

Result<ListBody> split_list(std::string_view text, std::string_view member, std::size_t most) {
  TRY(json::value root, parse_object(text));
  json::object& object = root.get_object();
  auto refused = [&](std::string sentence) {
    Problem p = refuse(Code::invalid, "input.invalid", "填写的内容有 1 处不对，请按提示修改。");
    p.fields.push_back({std::string(member), std::move(sentence)});
    return p;
  };
  auto it = object.find(json::string_view(member.data(), member.size()));
  if (it == object.end() || !it->value().is_array()) return refused("应为列表");
  const json::array& list = it->value().get_array();
  if (list.size() > most) return refused("一次最多 " + std::to_string(most) + " 行，请分批提交");
  ListBody body;
  for (const json::value& one : list) {
    if (!one.is_object()) return refused("每一行应为对象");
    body.rows.push_back(json::serialize(one));
  }
  object.erase(it);
  body.rest = json::serialize(object);
  return body;
}

void add_row_problem(std::optional<Problem>& all, const Problem& one, std::string_view member, std::size_t index) {
  if (!all) all = refuse(Code::invalid, "input.invalid", "填写的内容有不对的地方，请按提示修改。");
  for (const FieldProblem& f : one.fields)
    all->fields.push_back({std::string(member) + "." + std::to_string(index) + "." + f.path, f.message});
}

void write_record(std::string& out, const Shape& shape, const void* record, const Permit* permit,
                  std::string_view more) {
  out += '{';
  bool first = true;
  for (const auto& field : shape.fields) {
    if (field.has(kHidden) || (field.has(kPersonal | kHealth) && !permit)) continue;
    if (!first) out += ',';
    first = false;
    out += '"';
    out += field.name;
    out += "\":";
    field.write_json(record, field, out);
  }
  if (!more.empty()) {
    if (!first) out += ',';
    out += more;
  }
  out += '}';
}

}  // namespace niangjia::record
