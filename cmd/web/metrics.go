package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"dixit/index"
)

// metrics are what a monitoring system may know.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	bytes    prometheus.Counter
	inFlight prometheus.Gauge
	shed     prometheus.Counter
}

func newMetrics(archive index.Reader) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "dixit_http_requests_total", Help: "Requests by route and status."}, []string{"route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "dixit_http_request_duration_seconds", Help: "Time from a request's arrival to its end.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 60}}, []string{"route"}),
		bytes:    prometheus.NewCounter(prometheus.CounterOpts{Name: "dixit_http_response_bytes_total", Help: "Bytes sent in bodies."}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "dixit_http_requests_in_flight", Help: "Requests that run or wait."}),
		shed:     prometheus.NewCounter(prometheus.CounterOpts{Name: "dixit_http_requests_shed_total", Help: "Requests turned away because there were too many."}),
	}
	gauge := func(name, help string, value func(index.Info) float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return value(archive.Info()) })
	}
	m.registry.MustRegister(m.requests, m.seconds, m.bytes, m.inFlight, m.shed,
		gauge("dixit_archive_articles", "Articles in the archive.", func(i index.Info) float64 { return float64(i.Articles) }),
		gauge("dixit_archive_quotations", "Quotations in the archive.", func(i index.Info) float64 { return float64(i.Quotations) }),
		gauge("dixit_archive_generation", "Grows with each change of the archive.", func(i index.Info) float64 { return float64(i.Generation) }),
		gauge("dixit_archive_updated_timestamp_seconds", "When the archive last changed.", func(i index.Info) float64 { return float64(i.Updated.Unix()) }),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

func (m *metrics) request(route string, status int, took time.Duration, bytes int64) {
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
	m.bytes.Add(float64(bytes))
}
