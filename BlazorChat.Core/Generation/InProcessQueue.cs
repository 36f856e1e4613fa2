using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Generation;

/// <summary>The queue of one process. The jobs table is what lasts; this only says whose turn it is.</summary>
internal sealed class InProcessQueue(IOptions<GenerationOptions> options) : IGenerationQueue
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Lane> _lanes = [];
    private readonly Dictionary<Guid, Place> _places = [];
    private readonly Channel<QueuedGeneration> _ready = Channel.CreateUnbounded<QueuedGeneration>();

    public void Enqueue(QueuedGeneration generation)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(generation.JobId, out var place))
            {
                if (place == Place.Taken) _places[generation.JobId] = Place.TakenAndWantedAgain;
                return;
            }

            if (!_lanes.TryGetValue(generation.OwnerId, out var lane)) _lanes[generation.OwnerId] = lane = new Lane();
            _places[generation.JobId] = Place.Waiting;
            if (lane.Running < options.Value.PerUser) Start(lane, generation);
            else lane.Waiting.Enqueue(generation);
        }
    }

    public async ValueTask<QueuedGeneration> TakeAsync(CancellationToken cancellationToken)
    {
        var generation = await _ready.Reader.ReadAsync(cancellationToken);
        lock (_lock) _places[generation.JobId] = Place.Taken;
        return generation;
    }

    public void Release(QueuedGeneration generation)
    {
        lock (_lock)
        {
            var lane = _lanes[generation.OwnerId];
            lane.Running--;
            _places.Remove(generation.JobId, out var place);
            if (place == Place.TakenAndWantedAgain)
            {
                _places[generation.JobId] = Place.Waiting;
                lane.Waiting.Enqueue(generation);
            }

            if (lane.Waiting.TryDequeue(out var next)) Start(lane, next);
            else if (lane.Running == 0) _lanes.Remove(generation.OwnerId);
        }
    }

    private void Start(Lane lane, QueuedGeneration generation)
    {
        lane.Running++;
        _ready.Writer.TryWrite(generation); // Unbounded: it always takes it.
    }

    private enum Place
    {
        Waiting,
        Taken,

        /// <summary>Queued again (by Continue) between its end and its release.</summary>
        TakenAndWantedAgain,
    }

    private sealed class Lane
    {
        public int Running { get; set; }

        public Queue<QueuedGeneration> Waiting { get; } = [];
    }
}
