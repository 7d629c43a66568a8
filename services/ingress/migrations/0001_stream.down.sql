drop function ingress.keep_stream_partitions;
drop table ingress.outcomes, ingress.stream, ingress.stream_heads, ingress.epoch;
