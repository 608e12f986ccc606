#pragma once
// The socket side of the edge. Only server.cpp and connection.cpp include this: Asio stays in these two
// files.

// The thread sanitizer does not know fences; Asio's queues are ordered by their mutexes, which it does know.
#ifdef __SANITIZE_THREAD__
#define BOOST_ASIO_DISABLE_FENCED_BLOCK 1
#endif
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

#include "http/outgoing.h"

namespace niangjia::http {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
class Connection;

// One io thread with its own io_context; a connection lives on one reactor and needs no strand. Deadlines are
// checked by one coarse timer for all connections, which costs nothing per request.
class Reactor {
 public:
  explicit Reactor(Edge& edge) : edge_(edge), tick_(context_) {}
  ~Reactor();
  void start();
  void adopt(Socket socket, std::string remote_address);       // any thread
  void give_back(std::shared_ptr<Connection> connection);      // any thread: a worker is done with it
  void end_idle();                                             // any thread: the server is stopping
  void stop();                                                 // joins the thread
  void forget(const std::shared_ptr<Connection>& connection);  // own thread
  boost::asio::io_context& context() { return context_; }
  Edge& edge() { return edge_; }

 private:
  void run();
  void tick();
  void take_back();
  boost::asio::io_context context_{1};
  Edge& edge_;
  boost::asio::steady_timer tick_;
  std::unordered_set<std::shared_ptr<Connection>> connections_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<Connection>> given_back_;  // under mutex_
  std::thread thread_;
};

class Connection : public Task, public std::enable_shared_from_this<Connection> {
 public:
  Connection(Reactor& reactor, Socket socket, std::string remote_address);
  ~Connection() override;
  void start();
  void check_deadline(Moment now);
  void end_if_idle();
  void close();
  void run() override;  // on a worker thread; nothing else touches the exchange meanwhile
  void continue_after_work();

 private:
  enum class Phase { head, body, working, writing, events, draining, closed };
  class Parser;

  void begin_request();
  void read_more();
  void on_read();
  void parse_head();
  void on_head();
  void begin_body();
  void parse_body();
  void ask_for_body();
  void dispatch();
  void respond(Response response, bool close_after);
  void write();
  void on_write(std::size_t bytes);
  bool load_file_part();
  void on_written();
  void begin_events();
  void write_events();
  void drain();
  bool must_close(bool wanted) const;

  Reactor& reactor_;
  Edge& edge_;
  Socket socket_;
  const std::string remote_address_;
  Phase phase_ = Phase::head;
  Moment deadline_ = Moment::max();
  Moment body_deadline_ = Moment::max();  // a body that drips for ever is idle too
  std::string buffer_;                    // bytes read and not yet parsed
  bool reading_ = false;
  bool idle_ = true;   // between requests
  bool fresh_ = true;  // no request yet
  std::unique_ptr<Parser> parser_;
  Exchange exchange_;
  Outgoing outgoing_;
  std::size_t head_sent_ = 0;
  std::uint64_t body_size_ = 0;

  EventSource events_;
  std::string event_bytes_;
  bool events_at_work_ = false, events_go_on_ = false, events_writing_ = false, counted_stream_ = false;
  Moment next_events_ = Moment::max(), last_sent_;
};

}  // namespace niangjia::http
