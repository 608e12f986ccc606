#include "base/text.h"
#include "record/record.h"

namespace niangjia::record {

std::string type_name(std::string_view noun) {
  std::string out;
  bool upper = true;
  for (char c : noun) {
    if (c == '_') {
      upper = true;
      continue;
    }
    out += upper ? static_cast<char>(c - ('a' <= c && c <= 'z' ? 32 : 0)) : c;
    upper = false;
  }
  return out;
}

namespace {

std::string json_type(const Field& field) {
  switch (field.kind) {
    case Kind::boolean: return R"("type":"boolean")";
    case Kind::integer: return R"("type":"integer","format":"int64")";
    case Kind::real: return R"("type":"number")";
    case Kind::date: return R"("type":"string","format":"date")";
    case Kind::instant: return R"("type":"string","format":"date-time")";
    case Kind::id: return R"("type":"string","pattern":"^)" + std::string(field.id_prefix) + R"(_[0-9a-z]{13}$")";
    case Kind::text_list: return R"("type":"array","items":{"type":"string"})";
    case Kind::code:
    case Kind::text:
    case Kind::blob: break;
  }
  std::string out = R"("type":"string")";
  if (field.kind == Kind::text) out += ",\"maxLength\":" + std::to_string(field.max_characters ? field.max_characters : 200);
  if (!field.words.empty()) {
    out += ",\"enum\":[";
    for (std::size_t i = 0; i < field.words.size(); ++i) {
      if (i) out += ',';
      append_json_string(out, field.words[i].word);
    }
    out += ']';
  }
  return out;
}

std::string ts_type(const Field& field) {
  switch (field.kind) {
    case Kind::boolean: return "boolean";
    case Kind::integer:
    case Kind::real: return "number";
    case Kind::text_list: return "string[]";
    case Kind::code: {
      std::string out;
      for (const auto& w : field.words) out += (out.empty() ? "'" : " | '") + std::string(w.word) + "'";
      return out;
    }
    default: return "string";
  }
}

bool may_be_null(const Field& field) { return field.optional || field.kind == Kind::id; }

}  // namespace

std::string openapi_schema(const Shape& shape) {
  std::string out = "{\"type\":\"object\",\"title\":";
  append_json_string(out, shape.label);
  out += ",\"properties\":{";
  std::string required;
  bool first = true;
  for (const auto& field : shape.fields) {
    if (field.has(kHidden)) continue;
    if (!first) out += ',';
    first = false;
    append_json_string(out, field.name);
    out += ":{" + json_type(field) + ",\"title\":";
    append_json_string(out, field.label);
    if (field.has(kReadOnly | kDerived)) out += ",\"readOnly\":true";
    if (field.has(kPersonal | kHealth)) out += ",\"x-personal\":true";
    if (field.has(kMoney)) out += ",\"x-unit\":\"fen\"";
    out += '}';
    if (field.has(kRequired)) {
      required += required.empty() ? "" : ",";
      append_json_string(required, field.name);
    }
  }
  out += '}';
  if (!required.empty()) out += ",\"required\":[" + required + "]";
  return out + "}";
}

std::string typescript_interface(const Shape& shape) {
  std::string out = "/** " + std::string(shape.label) + " */\nexport interface " + type_name(shape.noun) + " {\n";
  for (const auto& field : shape.fields) {
    if (field.has(kHidden)) continue;
    bool sometimes = field.has(kPersonal | kHealth);
    out += "  /** " + std::string(field.label) + " */\n  " + std::string(field.name) + (sometimes ? "?: " : ": ") +
           ts_type(field) + (may_be_null(field) ? " | null" : "") + "\n";
  }
  return out + "}\n";
}

}  // namespace niangjia::record
