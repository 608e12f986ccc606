#include <spdlog/spdlog.h>

#include "base/text.h"
#include "http/edge_problem.h"
#include "http/http.h"

namespace niangjia::http {
namespace {

std::string_view title_of(Code code) {
  switch (code) {
    case Code::invalid:
      return "填写有误";
    case Code::unauthenticated:
      return "尚未登录";
    case Code::forbidden:
      return "没有权限";
    case Code::not_found:
      return "没有找到";
    case Code::conflict:
      return "当前状态不允许";
    case Code::too_large:
      return "内容过大";
    case Code::too_many:
      return "操作过于频繁";
    case Code::unavailable:
      return "暂时不可用";
    case Code::internal:
      return "系统内部问题";
  }
  return "系统内部问题";
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += out.back() == '{' ? "\"" : ",\"";
  out += name;
  out += "\":";
  append_json_string(out, value);
}

void append_errors(std::string& out, const std::vector<FieldProblem>& fields) {
  out += ",\"errors\":[";
  for (const FieldProblem& field : fields) {
    out += out.back() == '[' ? "{" : ",{";
    append_member(out, "path", field.path);
    append_member(out, "message", field.message);
    out += '}';
  }
  out += ']';
}

}  // namespace

std::string Request::header(std::string_view lower_case_name) const {
  const auto found = headers.find(std::string(lower_case_name));
  return found == headers.end() ? std::string() : found->second;
}

std::string Request::query_value(std::string_view name) const {
  const auto found = query.find(std::string(name));
  return found == query.end() ? std::string() : found->second;
}

Response json(int status, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  response.content_type.clear();
  return response;
}

int status_of(Code code) {
  switch (code) {
    case Code::invalid:
      return 422;
    case Code::unauthenticated:
      return 401;
    case Code::forbidden:
      return 403;
    case Code::not_found:
      return 404;
    case Code::conflict:
      return 409;
    case Code::too_large:
      return 413;
    case Code::too_many:
      return 429;
    case Code::unavailable:
      return 503;
    case Code::internal:
      return 500;
  }
  return 500;
}

Response edge_problem(int status, const Problem& problem, std::string_view request_id) {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json; charset=utf-8";
  std::string& out = response.body;
  out = "{";
  append_member(out, "type", "urn:niangjia:problem:" + problem.reason);
  append_member(out, "title", title_of(problem.code));
  out += ",\"status\":" + std::to_string(status);
  append_member(out, "detail", problem.message);
  append_member(out, "reason", problem.reason);
  if (!problem.fields.empty()) append_errors(out, problem.fields);
  append_member(out, "request", request_id);
  out += '}';
  if (!problem.inside.text.empty()) spdlog::error("request {}: {}", request_id, problem.inside.text);
  return response;
}

Response problem(const Problem& problem, std::string_view request_id) {
  return edge_problem(status_of(problem.code), problem, request_id);
}

}  // namespace niangjia::http
